/** `opads app show`: environments, pods, releases and runs on one page. */

import { nextLines, plain } from '@opads/command/closing'
import { marked, type Page } from '@opads/command/page'
import { type Column, facts, table } from '@opads/command/table'
import { when } from '@opads/command/times'
import { builtBranch } from '@opads/kernel/branch'
import { shortCommit } from '@opads/kernel/short-commit'
import { podColumns } from '@opads/pluto/pod/shown'
import type { Application, Environment, Pod, Release, Run } from '../api-types.ts'
import { podsLine } from '../follow-run.ts'
import { listColumns } from '../list-columns.ts'
import { runColumns } from '../run-table.ts'
import { verb } from '../verb.ts'
import { applicationWord } from './fields.ts'

type Everything = Application & {
  readonly pods: readonly Pod[]
  readonly releases: readonly Release[]
  readonly runs: readonly Run[]
}
const few = 5

export const show = verb({
  name: 'show',
  say: 'An application: environments, pods, newest releases and runs',
  words: { application: applicationWord },
  examples: ['app show shop', "app show shop --json | jq '.environments[].url'"],
  run: async ({ application: name }, tools) => {
    const { api } = await tools.session()
    const [application, pods, releases, runs] = await Promise.all([
      api('GET /api/v1/applications/:name', { params: { name } }),
      api('GET /api/v1/applications/:name/pods', { params: { name } }),
      api('GET /api/v1/applications/:name/releases', { params: { name }, query: { limit: few } }),
      api('GET /api/v1/runs', { query: { application: name, limit: few } }),
    ])
    const all = { ...application, pods: pods.items, releases: releases.items, runs: runs.items }
    return { json: all, text: (page) => applicationText(all, page) }
  },
})

/** Pure. */
export function applicationText(all: Everything, page: Page): string {
  const { name, tenant, git, createdAt, createdBy, environments, pods, releases, runs } = all
  const parts = [
    `${name}   tenant ${tenant}   created ${when(createdAt, page)} by ${createdBy}\n`,
    facts(
      [['git', git], ...environments.map((one) => [one.name, environmentText(one, page)] as const)],
      page,
    ),
    ...(pods.length > 0 ? [table(listColumns(podColumns, page), pods, page)] : []),
    ...(releases.length > 0 ? [table(releaseColumns(page), releases, page)] : []),
    ...(runs.length > 0 ? [table(runColumns(page, false), runs, page)] : []),
    nextLines(
      page,
      releases.length === 0
        ? [
            `git clone ${git}`,
            ...(runs[0] ? [`opads run logs ${runs[0].id}`] : [`git -C ${name} push origin ${builtBranch}`]),
          ]
        : [
            `opads app deploy ${name} --to sit`,
            `opads app logs ${name} -f`,
            `opads run logs ${runs[0]?.id ?? 'N'}`,
          ],
    ),
  ]
  return parts.join('\n')
}

function environmentText(one: Environment, page: Page): string {
  if (one.state === 'none') return marked(page, one.state, 'nothing deployed')
  if (one.state === 'unknown') return `${marked(page, one.state)}   ${one.reason ?? ''}\n${one.url}`
  const { state, release, deployedAt, deployedBy, url } = one
  const since = `${when(deployedAt, page)} by ${deployedBy ?? '–'}`
  return `${marked(page, state)}   release ${release ?? '–'}   ${podsLine(one)}   ${since}\n${url}`
}

const releaseColumns = (page: Page): readonly Column<Release>[] => [
  { title: 'Release', cell: ({ number }) => String(number), isNumber: true },
  { title: 'Commit', cell: ({ commit }) => shortCommit(commit) },
  { title: 'Title', cell: ({ title }) => plain(title ?? '–'), isFlexible: true },
  { title: 'By', cell: ({ by }) => by, isSpare: true },
  { title: 'Built', cell: ({ createdAt }) => when(createdAt, page) },
]
