/** How a deploy is shown. Pure. */
import type { ShownKind } from './shown-kind.ts'

export const deploy: ShownKind = {
  en: {
    name: 'Deploy',
    again: 'Deploy again',
    failed: ({ id, environment }) => `Deploy ${id} to ${environment ?? '–'} failed.`,
    subject: ({ release, environment }) => ({
      code: null,
      text: `${release === null ? '' : `release ${release} `}to ${environment ?? '–'}`,
    }),
    steps: { deploy: 'deploy' },
  },
  zh: {
    name: '部署',
    again: '重新部署',
    failed: ({ id, environment }) => `部署 ${id}（${environment ?? '–'}）失败。`,
    subject: ({ release, environment }) => ({
      code: null,
      text: `${release === null ? '' : `版本 ${release} `}→ ${environment ?? '–'}`,
    }),
    steps: { deploy: '部署' },
  },
  cancelEndsIt: false, // it has changed the cluster
  hasLiveLog: false,
  startAgain: ({ environment, release }) =>
    environment === null || release === null
      ? null
      : {
          route: 'POST /api/v1/applications/:name/deployments',
          act: 'application.deploy',
          body: { environment, release },
        },
  heading: ({ id, application, environment, release }) =>
    `deploy ${id} of ${application} to ${environment ?? '–'}${release === null ? '' : `, release ${release}`}`,
  outcome: ({ release, application, environment }) =>
    `Release ${release ?? '–'} of ${application} runs in ${environment ?? '–'}`,
}
