/** How a build is shown. Pure. */
import type { ShownKind } from './shown-kind.ts'

export const build: ShownKind = {
  en: 'build',
  zh: '构建',
  cancelEndsIt: true,
  hasLiveLog: true,
  subject: ({ commit, ref, title }) => [commit?.slice(0, 8) ?? ref ?? '–', title ?? ''].join(' ').trim(),
  heading: ({ id, application, ref }) =>
    `build ${id} of ${application}${ref === null ? '' : ` from ${ref.replace('refs/heads/', '')}`}`,
}
