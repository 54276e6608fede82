/** Builds. One that succeeded makes its release, and queues the deploy of it to sit. */
import { builtBranch, shortRef } from '@opads/kernel/branch'
import { said } from '@opads/kernel/message'
import { shortCommit } from '@opads/kernel/short-commit'
import type { Consequences, EndedRun, Kind, Outcome, ShownRun } from './kind.ts'
import { firstRunTo } from './way.ts'

const heading = ({ id, application, ref }: ShownRun) =>
  `build ${id} of ${application}${ref === null ? '' : ` from ${shortRef(ref)}`}`
const subject = ({ commit, ref, title }: ShownRun) => ({
  code: commit?.slice(0, 8) ?? ref,
  text: title ?? '',
})

export const build: Kind = {
  waits: false,
  lease: { seconds: 15, mostAttempts: 5 },
  succeeded,
  restores: false,
  cancelled: ({ id }, by) => said('build.cancelled', { by, run: id }),
  hasLiveLog: true,
  startAgain: ({ commit, ref }) => ({
    route: 'POST /api/v1/applications/:name/builds',
    act: 'application.build',
    body: { ref: commit ?? ref ?? builtBranch },
  }),
  heading,
  outcome: (run) => `${heading(run)} succeeded: release ${run.release ?? '–'} is there`,
  en: {
    name: 'Build',
    again: 'Build again',
    failed: ({ id }) => `Build ${id} failed.`,
    subject,
    asks: ({ id, application }) => `Start build ${id} of ${application}?`,
    steps: { build: 'build', fetch: 'fetch', package: 'package' },
  },
  zh: {
    name: '构建',
    again: '重新构建',
    failed: ({ id }) => `构建 ${id} 失败。`,
    subject,
    asks: ({ id, application }) => `是否开始 ${application} 的构建 ${id}？`,
    steps: { build: '构建', fetch: '获取源码', package: '打包' },
  },
}

function succeeded({ id }: EndedRun, { built, nextRelease: number }: Outcome): Consequences {
  if (!built) throw new Error(`build ${id} succeeded, and its worker did not report what it built`)
  const { commit } = built
  return {
    message: said('release.built', { release: number, commit: shortCommit(commit) }),
    release: { ...built, number },
    next: { kind: firstRunTo('sit'), environment: 'sit', release: number, commit, builtFrom: id },
  }
}
