/** `opads run`: builds and deployments, queued, running and ended. */

import { closing, nextLines, plain } from '@opads/command/closing'
import { choice, flag, optional, text, whole } from '@opads/command/field'
import { marked, type Page, paint } from '@opads/command/page'
import { facts, table } from '@opads/command/table'
import { duration, secondsBetween, when } from '@opads/command/times'
import { shortRef } from '@opads/kernel/branch'
import { faultOf } from '@opads/kernel/fault'
import { Problem } from '@opads/kernel/problem'
import { shortCommit } from '@opads/kernel/short-commit'
import { kinds, runKinds } from '@opads/pluto/run/kinds/kinds'
import { isOpen, runStates, whyNotDecided } from '@opads/pluto/run/shown'
import type { Run } from '../api-types.ts'
import { failureOfRun, nextRunOf } from '../follow-run.ts'
import { refuseUnknown } from '../known-names.ts'
import { listOptions, moreLine, readList } from '../lists.ts'
import { runNoun } from '../run-noun.ts'
import { runColumns } from '../run-table.ts'
import { writeText } from '../text-stream.ts'
import { type Noun, verb } from '../verb.ts'

const runWord = whole('RUN', 'number of the run', 1, 999_999_999)

const list = verb({
  name: 'list',
  say: 'Runs, newest first',
  options: {
    application: optional(text('NAME', 'only of this application', 'application')),
    state: optional(choice(runStates, 'only in this state')),
    kind: optional(choice(runKinds, 'only of this kind')),
    ...listOptions,
  },
  examples: ['run list', 'run list --application shop --state failed', 'run list --state waiting'],
  run: async ({ application, state, kind, limit, all }, tools) => {
    const { api } = await tools.session()
    const found = await readList({ limit, all }, (page) =>
      api('GET /api/v1/runs', { query: { ...page, application, state, kind } }),
    )
    if (found.items.length === 0) await refuseUnknown(api, { application })
    return {
      json: found,
      text: (page) =>
        found.items.length === 0
          ? `No run${application || state || kind ? ' fits' : ' yet'}. A push makes one; where to: opads app show APPLICATION\n`
          : table(runColumns(page, true), found.items, page) + moreLine(found),
    }
  },
})

const show = verb({
  name: 'show',
  say: 'A run: what, by whom, how it went',
  words: { run: runWord },
  examples: ['run show 42'],
  run: async ({ run: id }, tools) => {
    const { api } = await tools.session()
    const run = await api('GET /api/v1/runs/:id', { params: { id: String(id) } })
    const { account } = run.state === 'waiting' ? await api('GET /api/v1/me') : {}
    return { json: run, text: (page) => runText(run, page, account) }
  },
})

const logs = verb({
  name: 'logs',
  say: 'Log of a run',
  words: { run: runWord },
  options: {
    follow: flag('stay until it ends, and the deploy that comes of a build; ends as they end', 'f'),
  },
  output: 'stream',
  notes: ['With --json: one object per line of the log.'],
  examples: ['run logs 42', 'run logs 42 -f'],
  run: async ({ run, follow }, tools) => {
    const session = await tools.session()
    for (let current: number | null = run; current !== null; ) {
      const id = String(current)
      await writeText(session.text('GET /api/v1/runs/:id/log', { id }, { follow }), tools)
      if (!follow) return 0
      const ended: Run = await session.api('GET /api/v1/runs/:id', { params: { id } })
      const failure = failureOfRun(ended)
      if (failure) throw failure
      current = nextRunOf(ended)
    }
    return 0
  },
})

const cancel = verb({
  name: 'cancel',
  say: 'End a run that waits or works',
  isWrite: true,
  words: { run: runWord },
  notes: ['A deploy that works is put back: the version before runs on, as it ran.'],
  examples: ['run cancel 42'],
  run: async ({ run: id }, tools) => {
    const { api } = await tools.session()
    const run = await api('POST /api/v1/runs/:id/cancel', { params: { id: String(id) } })
    const sentence =
      run.state === 'cancelled'
        ? `Run ${id} is cancelled.`
        : run.finishedAt === null
          ? `Run ${id} is being cancelled: what ran before is put back.`
          : `Run ${id} had ended before: ${run.state}.`
    return {
      json: run,
      text: (page) => closing(page, sentence, [`opads run show ${id}`]),
      would: () => (isOpen(run.state) || run.state === 'cancelled' ? `Would cancel run ${id}.` : sentence),
    }
  },
})

const approve = verb({
  name: 'approve',
  say: 'Let a run go on that waits for a person',
  isWrite: true,
  words: { run: runWord },
  notes: [
    'What waits: opads run list --state waiting. It takes the role deployer, and another person than began it.',
  ],
  examples: ['run approve 42'],
  run: async ({ run: id }, tools) => {
    const { api } = await tools.session()
    const run = await api('POST /api/v1/runs/:id/decision', {
      params: { id: String(id) },
      body: { approve: true },
    })
    return {
      json: run,
      text: (page) => closing(page, `Run ${id} is approved.`, nextOf(run)),
      would: () => `Would approve run ${id}.`,
    }
  },
})

const refuse = verb({
  name: 'refuse',
  say: 'End a run that waits for a person',
  isWrite: true,
  words: { run: runWord },
  options: { because: text('TEXT', 'why, for whoever began it') },
  examples: ['run refuse 42 --because "the tests of payments fail"'],
  run: async ({ run: id, because }, tools) => {
    const { api } = await tools.session()
    const body = { approve: false as const, because }
    const run = await api('POST /api/v1/runs/:id/decision', { params: { id: String(id) }, body })
    return {
      json: run,
      text: (page) => closing(page, `Run ${id} is refused.`, [`opads run show ${id}`]),
      would: () => `Would refuse run ${id}.`,
    }
  },
})

const nextOf = (run: Run) => [`opads run logs ${nextRunOf(run) ?? run.id} -f`]

/** @param account who reads it; of a run that waits. Pure */
export function runText(run: Run, page: Page, account?: string): string {
  const {
    id,
    kind,
    application,
    tenant,
    environment,
    state,
    by,
    decidedBy,
    ref,
    commit,
    title,
    release,
    builtFrom,
    ledTo,
    problem,
    attempts,
  } = run
  const seconds = secondsBetween(run.startedAt, run.finishedAt, page.now)
  const source = plain([shortRef(ref ?? ''), shortCommit(commit ?? '')].join(' ').trim())
  const rows: (readonly [string, string])[] = [
    ['state', marked(page, state)],
    ...(source === '' ? [] : [['commit', source] as const]),
    ...(release === null ? [] : [['release', String(release)] as const]),
    ...(title === null ? [] : [['title', plain(title)] as const]),
    ['by', `${by}, ${when(run.createdAt, page)}`],
    ...(!decidedBy ? [] : [['decided by', decidedBy] as const]),
    ...(seconds === undefined
      ? []
      : [['took', duration(seconds) + (attempts > 1 ? `, attempt ${attempts}` : '')] as const]),
    ...(builtFrom === null ? [] : [['built from', `run ${builtFrom}`] as const]),
    ...(ledTo.length === 0 ? [] : [['led to', ledTo.map((one) => `run ${one}`).join(', ')] as const]),
  ]
  const where = `${application} of tenant ${tenant}${environment === null ? '' : `, ${environment}`}`
  const isWaiting = state === 'waiting' && account !== undefined
  const not = isWaiting ? whyNotDecided(kinds[kind], { begunBy: by, account }) : undefined
  const why = not ? faultOf(new Problem(not, { by, run: id, tenant })) : problem
  const fault =
    why === null
      ? ''
      : `\n  ${paint(page, 'bad', '✕')} ${plain(why.sentence)}   ${paint(page, 'faint', why.code)}\n    ${plain(why.next)}\n`
  const asks = state === 'waiting' ? `\n  ${plain(kinds[kind].en.asks(run))}\n` : ''
  const next = [
    ...(state === 'waiting' && !not
      ? [`opads run approve ${id}`, `opads run refuse ${id} --because TEXT`]
      : []),
    `opads run logs ${id}${isOpen(state) ? ' -f' : ''}`,
    `opads app show ${application}`,
  ]
  return `${kind} ${id}   ${where}\n\n${facts(rows, page)}${asks}${fault}\n${nextLines(page, next)}`
}

export const noun: Noun = {
  name: 'run',
  say: 'Runs: builds and deployments',
  isRemote: true,
  verbs: [list, show, logs, approve, refuse, cancel],
}
export const run = runNoun(noun)
