/** How a build is shown. Pure. */
import { shortCommit } from '@opads/kernel/short-commit'
import type { ShownKind, ShownRun } from './shown-kind.ts'

const heading = ({ id, application, ref }: ShownRun) =>
  `build ${id} of ${application}${ref === null ? '' : ` from ${ref.replace('refs/heads/', '')}`}`
const subject = ({ commit, ref, title }: ShownRun) => ({
  code: commit === null ? ref : shortCommit(commit),
  text: title ?? '',
})

export const build: ShownKind = {
  en: {
    name: 'Build',
    again: 'Build again',
    failed: ({ id }) => `Build ${id} failed.`,
    subject,
    steps: { build: 'build', fetch: 'fetch', package: 'package' },
  },
  zh: {
    name: '构建',
    again: '重新构建',
    failed: ({ id }) => `构建 ${id} 失败。`,
    subject,
    steps: { build: '构建', fetch: '获取源码', package: '打包' },
  },
  cancelEndsIt: true,
  hasLiveLog: true,
  startAgain: ({ commit, ref }) => ({
    route: 'POST /api/v1/applications/:name/builds',
    act: 'application.build',
    body: { ref: commit ?? ref ?? 'main' },
  }),
  heading,
  outcome: (run) => `${heading(run)} succeeded: release ${run.release ?? '–'} is there`,
}
