/** The first state of the fake cloud: two tenants, three applications, a few runs. */
import type { Application, EnvironmentName, Release, Run } from '../api-types.ts'

export type Account = {
  readonly name: string
  password: string
  isAdmin: boolean
  tenants: readonly string[]
  mustChange: boolean
  readonly tokens: Set<string>
}
export type Named = {
  readonly name: string
  readonly owner: string
  readonly createdAt: string
  readonly expiresAt: string
}
export type Value = { readonly isSecret: boolean; readonly value: string }
export type State = {
  readonly accounts: Account[]
  readonly tenants: Set<string>
  readonly tokens: Named[]
  readonly applications: Map<string, Application>
  readonly releases: Map<string, Release[]>
  readonly deployments: {
    application: string
    environment: EnvironmentName
    release: number
    run: number
    by: string
    at: string
  }[]
  readonly runs: Run[]
  /** `shop sit` → variables. */
  readonly variables: Map<string, Map<string, Value>>
  /** How often a run was read: it advances with every read, so that tests need not wait. */
  readonly looks: Map<number, number>
  nextRun: number
  /** Number of streams opened so far. */
  streams: number
  /** This many of the next requests get the gateway's answer that Pluto does not run. */
  away: number
}

export const firstPassword = 'first-password-0'
const at = (minutesAgo: number) => new Date(Date.now() - minutesAgo * 60_000).toISOString()

export function stateOf(origin: string): State {
  const state: State = {
    accounts: [
      {
        name: 'admin',
        password: firstPassword,
        isAdmin: true,
        tenants: [],
        mustChange: true,
        tokens: new Set(),
      },
      {
        name: 'ann',
        password: 'password-of-ann',
        isAdmin: false,
        tenants: ['payments'],
        mustChange: false,
        tokens: new Set(),
      },
    ],
    tenants: new Set(['payments', 'samples']),
    tokens: [],
    applications: new Map(),
    releases: new Map(),
    deployments: [],
    runs: [],
    variables: new Map(),
    looks: new Map(),
    nextRun: 1,
    streams: 0,
    away: 0,
  }
  addApplication(state, 'hello', 'samples', origin)
  addApplication(state, 'notes', 'payments', origin)
  addApplication(state, 'shop', 'payments', origin)
  for (const [number, title, minutes] of [
    [1, 'Begin', 4000],
    [2, 'Show prices with their currency and the taxes of the country that the goods go to', 300],
    [3, '加入购物车', 30],
  ] as const) {
    const build = addRun(state, {
      kind: 'build',
      application: 'shop',
      state: 'succeeded',
      title,
      createdAt: at(minutes),
    })
    state.releases.set('shop', [
      {
        number,
        commit: build.commit!,
        title,
        image: `registry/payments/shop@sha256:${'0'.repeat(63)}${number}`,
        run: build.id,
        by: 'ann',
        createdAt: at(minutes),
      },
      ...(state.releases.get('shop') ?? []),
    ])
    const deploy = addRun(state, {
      kind: 'deploy',
      application: 'shop',
      state: 'succeeded',
      release: number,
      environment: 'sit',
      follows: build.id,
      createdAt: at(minutes - 1),
    })
    settle(state, deploy)
  }
  return state
}

export function addApplication(state: State, name: string, tenant: string, origin: string): Application {
  const domain = new URL(origin).hostname.replace('console.', '')
  const { port } = new URL(origin)
  const made: Application = {
    name,
    tenant,
    git: `https://git.${domain}:${port}/${tenant}/${name}.git`,
    createdAt: at(5000),
    createdBy: 'admin',
    environments: (['sit', 'uat', 'prod'] as const).map((environment) => ({
      name: environment,
      cluster: 'main',
      namespace: `${tenant}-${environment}`,
      url: `https://${name}-${environment}.${domain}:${port}`,
      state: 'none',
      reason: null,
      release: null,
      commit: null,
      deployedAt: null,
      deployedBy: null,
      run: null,
      podsReady: 0,
      podsWanted: 0,
    })),
    lastRun: null,
  }
  state.applications.set(name, made)
  state.releases.set(name, [])
  return made
}

export function addRun(state: State, given: Partial<Run> & Pick<Run, 'kind' | 'application'>): Run {
  const createdAt = given.createdAt ?? at(0)
  const hasEnded = given.state === 'succeeded' || given.state === 'failed'
  const run: Run = {
    id: state.nextRun++,
    tenant: state.applications.get(given.application)!.tenant,
    environment: null,
    state: 'queued',
    by: 'ann',
    ref: given.kind === 'build' ? 'refs/heads/main' : null,
    commit: given.kind === 'build' ? 'c0ffee0123456789c0ffee0123456789c0ffee01' : null,
    title: null,
    release: null,
    follows: null,
    problem: null,
    attempts: 1,
    startedAt: hasEnded ? createdAt : null,
    finishedAt: hasEnded ? new Date(Date.parse(createdAt) + 21_000).toISOString() : null,
    ...given,
    createdAt,
  }
  state.runs.unshift(run)
  const application = state.applications.get(run.application)!
  state.applications.set(run.application, { ...application, lastRun: run })
  return run
}

/** Applies the result of a successful deploy. */
export function settle(state: State, run: Run): void {
  const application = state.applications.get(run.application)!
  const { environment, release } = run
  state.deployments.unshift({
    application: run.application,
    environment: environment!,
    release: release!,
    run: run.id,
    by: run.by,
    at: run.createdAt,
  })
  state.applications.set(run.application, {
    ...application,
    lastRun: application.lastRun?.id === run.id ? run : application.lastRun,
    environments: application.environments.map((one) =>
      one.name === environment
        ? {
            ...one,
            state: 'healthy',
            reason: null,
            release,
            commit: 'c0ffee01',
            deployedAt: run.createdAt,
            deployedBy: run.by,
            podsWanted: Math.max(1, one.podsWanted),
            podsReady: Math.max(1, one.podsWanted),
          }
        : one,
    ),
  })
}
