/** How a deploy is shown. Pure. */
import type { ShownKind } from './shown-kind.ts'

export const deploy: ShownKind = {
  en: 'deploy',
  zh: '部署',
  cancelEndsIt: false, // it has changed the cluster
  hasLiveLog: false,
  subject: ({ release, environment }) => `release ${release ?? '–'} to ${environment ?? '–'}`,
  heading: ({ id, application, environment, release }) =>
    `deploy ${id} of ${application} to ${environment}${release === null ? '' : `, release ${release}`}`,
}
