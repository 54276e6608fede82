/** Deploys. One that succeeded makes its deployment. */
import { said } from '@opads/kernel/message'
import type { Kind } from './kind.ts'

export const deploy: Kind = {
  waits: false,
  lease: { seconds: 15, mostAttempts: 5 },
  succeeded: ({ environment, release }) => ({
    message: said('release.running', { release: release!, environment: environment! }),
    deployment: { environment: environment!, release: release! },
  }),
  restores: true,
  cancelled: ({ environment, release }, by) =>
    release === null
      ? said('deploy.cancelled-unchosen', { by, environment: environment! })
      : said('deploy.cancelled', { by, release, environment: environment! }),
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
  en: {
    name: 'Deploy',
    again: 'Deploy again',
    failed: ({ id, environment }) => `Deploy ${id} to ${environment ?? '–'} failed.`,
    subject: ({ release, environment }) => ({
      code: null,
      text: `${release === null ? '' : `release ${release} `}to ${environment ?? '–'}`,
    }),
    asks: ({ release, application, environment }) =>
      `Deploy ${release === null ? application : `release ${release} of ${application}`} to ${environment ?? '–'}?`,
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
    asks: ({ release, application, environment }) =>
      `是否将 ${application}${release === null ? '' : ` 的版本 ${release} `}部署到 ${environment ?? '–'}？`,
    steps: { deploy: '部署' },
  },
}
