/** The fake cloud: its data, listeners for changes, and failures for the next calls. */
import type { Problem } from '@opads/kernel/problem'
import type { Change } from '../api/stale.ts'
import type { EnvironmentName } from '../nouns/environment/types.ts'
import type { Run } from '../nouns/run/queries.ts'
import { makeWorld, type World } from './data.ts'
import { run as makeRun, pod } from './nouns.ts'

export type FakeCloud = {
  readonly world: World
  readonly failures: Map<string, Problem>
  readonly listeners: Set<(change: Change) => void>
  tell(change: Change): void
  note(kind: string, application: string | null, run: number | null, text: string): void
  /** Queues a run, which then progresses by itself. */
  begin(run: Pick<Run, 'kind' | 'application'> & Partial<Run>): Run
}
/** One step of a run takes this long. */
const stepMs = 600

export function makeCloud(): FakeCloud {
  const world = makeWorld()
  const listeners = new Set<(change: Change) => void>()
  const cloud: FakeCloud = {
    world,
    failures: new Map(),
    listeners,
    tell(change) {
      for (const listener of listeners) listener(change)
    },
    note(kind, application, run, text) {
      const id = (world.events[0]?.id ?? 0) + 1
      world.events.unshift({
        id,
        at: new Date().toISOString(),
        by: world.me.account,
        kind,
        application,
        run,
        text,
      })
      cloud.tell({ topic: 'event', application: application ?? '' })
    },
    begin(given) {
      const made = makeRun({
        ...given,
        id: Math.max(...world.runs.map((one) => one.id)) + 1,
        tenant: world.applications.get(given.application)!.tenant,
        by: world.me.account,
        state: 'queued',
        createdAt: new Date().toISOString(),
        startedAt: null,
        finishedAt: null,
      })
      world.runs.unshift(made)
      world.logs.set(made.id, [])
      changed(made)
      if (made.kind === 'build') void build(made)
      else void deploy(made)
      return made
    },
  }
  const rest = () => new Promise((resolve) => setTimeout(resolve, stepMs).unref())
  const changed = (run: Run) => {
    world.applications.get(run.application)!.lastRun = run
    cloud.tell({ topic: 'run', application: run.application, run: run.id })
  }
  const write = (run: Run, step: string, text: string) => world.logs.get(run.id)!.push(`${step}\t${text}`)
  const isOver = (run: Run) => run.state === 'cancelled'
  const start = (run: Run) => {
    run.state = 'running'
    run.startedAt = new Date().toISOString()
    changed(run)
  }
  const end = (run: Run) => {
    run.state = 'succeeded'
    run.finishedAt = new Date().toISOString()
    changed(run)
  }
  async function build(run: Run): Promise<void> {
    await rest()
    if (isOver(run)) return
    start(run)
    run.commit ??= '7d1f0c55aa90b1c2d3e4f5061728394a5b6c7d8e'
    for (const [step, text] of [
      ['build', '7d1f0c55 on base node, 2 steps'],
      ['npm ci', 'added 41 packages'],
      ['npm run build', '> tsc -p .'],
      ['package', '14 entries on node → sha256:0'],
    ] as const) {
      await rest()
      if (isOver(run)) return
      write(run, step, text)
    }
    const releases = world.releases.get(run.application) ?? []
    world.releases.set(run.application, releases)
    const number = (releases[0]?.number ?? 0) + 1
    run.release = number
    releases.unshift({
      number,
      commit: run.commit,
      title: 'Built by hand',
      image: 'registry/x@sha256:0',
      run: run.id,
      by: run.by,
      createdAt: new Date().toISOString(),
    })
    end(run)
    cloud.note(
      'build.succeeded',
      run.application,
      run.id,
      `Release ${number} was built from ${run.commit.slice(0, 7)}`,
    )
    run.follows = cloud.begin({
      kind: 'deploy',
      application: run.application,
      environment: 'sit',
      release: number,
      follows: run.id,
    }).id
  }
  async function deploy(run: Run): Promise<void> {
    const one = world.applications
      .get(run.application)!
      .environments.find((two) => two.name === run.environment)!
    await rest()
    if (isOver(run)) return
    start(run)
    const wanted = Math.max(1, one.podsWanted)
    Object.assign(one, {
      state: 'working',
      release: run.release,
      run: run.id,
      podsWanted: wanted,
      podsReady: 0,
      deployedBy: run.by,
      deployedAt: new Date().toISOString(),
      commit: world.releases.get(run.application)?.find((two) => two.number === run.release)?.commit ?? null,
    })
    const pods = world.pods.get(run.application) ?? []
    const others = pods.filter((two) => two.environment !== run.environment)
    const made = Array.from({ length: wanted }, (_, index) =>
      pod(
        `${run.application}-${run.id}f${index}c-${'abcdefgh'[index % 8]}x${index}`,
        run.release!,
        `n${1 + (index % 3)}`,
        0,
        {
          environment: run.environment as EnvironmentName,
          state: 'starting',
          createdAt: new Date().toISOString(),
        },
      ),
    )
    world.pods.set(run.application, [...others, ...made])
    for (const next of made) {
      await rest()
      if (isOver(run)) return
      next.state = 'ready'
      one.podsReady += 1
      write(run, 'deploy', `${one.podsReady} of ${wanted} pods new and ready`)
      cloud.tell({ topic: 'pods', application: run.application })
    }
    Object.assign(one, { state: 'healthy', run: null })
    const deployments = world.deployments.get(run.application) ?? []
    world.deployments.set(run.application, [
      {
        environment: run.environment!,
        release: run.release!,
        run: run.id,
        by: run.by,
        at: new Date().toISOString(),
      },
      ...deployments,
    ])
    end(run)
    cloud.note(
      'deploy.succeeded',
      run.application,
      run.id,
      `Release ${run.release} runs in ${run.environment}`,
    )
  }
  return cloud
}
