/** A small company's cloud: what the fake API answers from. Times are counted back from the start of the process. */
import type {
  Application,
  Cluster,
  Deployment,
  Environment,
  EnvironmentName,
  Event,
  Pod,
  Release,
  Run,
  Tenant,
  Token,
  User,
  Variable,
} from '../api/types.ts'
import { buildLog, deployLog, failedBuildLog } from './logs.ts'

const start = Date.now()
const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
export const before = (ms: number): string => new Date(start - ms).toISOString()

export type Place = `${string}/${EnvironmentName}`
export type World = {
  readonly me: { account: string; password: string; mustChange: boolean; isAdmin: boolean; tenants: string[] }
  readonly applications: Map<string, Application>
  readonly pods: Map<string, Pod[]>
  readonly releases: Map<string, Release[]>
  readonly deployments: Map<string, Deployment[]>
  readonly variables: Map<Place, Variable[]>
  readonly runs: Run[]
  readonly logs: Map<number, string[]>
  readonly events: Event[]
  readonly users: User[]
  readonly tenants: Tenant[]
  readonly tokens: Token[]
  readonly clusters: Cluster[]
}

const digest = '7be08f4c19d2a63b5e70c4418f9d32ab6610fe57ac3d98217be4059dd41c'
const domain = 'main.localhost:8443'
export const emptyEnvironment = (application: string, name: EnvironmentName): Environment => ({
  name,
  cluster: name === 'prod' ? 'prod-1' : 'main',
  namespace: `${application}-${name}`,
  url: `https://${application}-${name}.${domain}`,
  state: 'none',
  reason: null,
  release: null,
  commit: null,
  deployedAt: null,
  deployedBy: null,
  run: null,
  podsReady: 0,
  podsWanted: 0,
})
type Given = Partial<Environment>
const healthy = (release: number, commit: string, pods: number, by: string, ago: number): Given => ({
  state: 'healthy',
  release,
  commit,
  podsReady: pods,
  podsWanted: pods,
  deployedBy: by,
  deployedAt: before(ago),
})
export const application = (
  name: string,
  tenant: string,
  createdBy: string,
  ago: number,
  sit: Given = {},
  uat: Given = {},
  prod: Given = {},
): Application => ({
  name,
  tenant,
  git: `https://git.${domain}/${tenant}/${name}.git`,
  createdAt: before(ago),
  createdBy,
  environments: [
    { ...emptyEnvironment(name, 'sit'), ...sit },
    { ...emptyEnvironment(name, 'uat'), ...uat },
    { ...emptyEnvironment(name, 'prod'), ...prod },
  ],
  lastRun: null,
})
export const run = (given: Partial<Run> & Pick<Run, 'id' | 'kind' | 'application' | 'tenant'>): Run => ({
  environment: given.kind === 'deploy' ? 'sit' : null,
  state: 'succeeded',
  by: 'mei',
  ref: given.kind === 'build' ? 'main' : null,
  commit: null,
  title: null,
  release: null,
  follows: null,
  problem: null,
  attempts: 1,
  createdAt: before(hour),
  startedAt: before(hour),
  finishedAt: before(hour - 9 * second),
  ...given,
})
export const pod = (
  name: string,
  release: number,
  node: string | null,
  ago: number,
  given: Partial<Pod> = {},
): Pod => ({
  name,
  environment: 'sit',
  node,
  nodeSelector: {},
  state: 'ready',
  reason: null,
  restarts: 0,
  release,
  address: '198.19.4.17',
  createdAt: before(ago),
  startedAt: before(ago),
  ...given,
})
const release = (
  number: number,
  commit: string,
  title: string,
  runId: number,
  by: string,
  ago: number,
  name: string,
): Release => ({
  number,
  commit,
  title,
  image: `registry.${domain}/${name}@sha256:${digest}`,
  run: runId,
  by,
  createdAt: before(ago),
})
const commits = {
  c1: '51e0d4b7f0a92c3d4e5f60718293a4b5c6d7e8f9',
  c2: 'c2ab91e04d5f6a7b8c9d0e1f2a3b4c5d6e7f8091',
  c3: '9f31c07a1b2c3d4e5f60718293a4b5c6d7e8f9a0',
  c4: '0b77e2d19c8b7a6f5e4d3c2b1a0f9e8d7c6b5a49',
}

export function makeWorld(): World {
  const ssd = { nodeSelector: { disk: 'ssd' } }
  const runs = [
    run({
      id: 58,
      kind: 'build',
      application: 'price-feed',
      tenant: 'retail',
      by: 'jun',
      state: 'queued',
      commit: commits.c4,
      title: 'Read prices in pages of 500',
      createdAt: before(6 * second),
      startedAt: null,
      finishedAt: null,
    }),
    run({
      id: 57,
      kind: 'deploy',
      application: 'shop-api',
      tenant: 'retail',
      by: 'mei',
      state: 'running',
      release: 19,
      commit: commits.c3,
      title: 'Cache the basket for a minute',
      follows: 56,
      createdAt: before(40 * second),
      startedAt: before(38 * second),
      finishedAt: null,
    }),
    run({
      id: 56,
      kind: 'build',
      application: 'shop-api',
      tenant: 'retail',
      by: 'mei',
      ref: 'feature/basket-cache',
      commit: commits.c3,
      title: 'Cache the basket for a minute',
      release: 19,
      follows: 57,
      createdAt: before(55 * second),
      startedAt: before(53 * second),
      finishedAt: before(41 * second),
    }),
    run({
      id: 55,
      kind: 'build',
      application: 'hello',
      tenant: 'samples',
      by: 'admin',
      state: 'failed',
      commit: commits.c4,
      title: 'Greet by name',
      createdAt: before(12 * minute),
      startedAt: before(12 * minute - 2 * second),
      finishedAt: before(12 * minute - 14 * second),
      problem: {
        code: 'build.failed',
        sentence:
          'The step "npm run build" ended with exit code 2: src/server.ts(14,28): error TS2304: Cannot find name \'visitor\'.\nnpm error Lifecycle script `build` failed with error:\nnpm error code 2',
        next: 'Mend the source and push again; the whole log: opads run logs 55. The running version was not touched.',
      },
    }),
    run({
      id: 54,
      kind: 'deploy',
      application: 'hello',
      tenant: 'samples',
      by: 'admin',
      release: 3,
      commit: commits.c2,
      title: 'Say the release on the page',
      follows: 53,
      createdAt: before(2 * hour),
      startedAt: before(2 * hour - second),
      finishedAt: before(2 * hour - 5 * second),
    }),
    run({
      id: 53,
      kind: 'build',
      application: 'hello',
      tenant: 'samples',
      by: 'admin',
      release: 3,
      commit: commits.c2,
      title: 'Say the release on the page',
      follows: 54,
      createdAt: before(2 * hour + 15 * second),
      startedAt: before(2 * hour + 14 * second),
      finishedAt: before(2 * hour + second),
    }),
    run({
      id: 51,
      kind: 'deploy',
      application: 'shop-api',
      tenant: 'retail',
      environment: 'uat',
      release: 18,
      commit: commits.c2,
      title: 'Retry the payment once',
      createdAt: before(2 * hour),
      startedAt: before(2 * hour),
      finishedAt: before(2 * hour - 21 * second),
    }),
    run({
      id: 49,
      kind: 'build',
      application: 'invoice-pdf',
      tenant: 'finance',
      by: 'lars',
      state: 'cancelled',
      commit: commits.c1,
      title: 'Try the new font',
      createdAt: before(5 * hour),
      startedAt: before(5 * hour),
      finishedAt: before(5 * hour - 4 * second),
    }),
    run({
      id: 48,
      kind: 'deploy',
      application: 'hello',
      tenant: 'samples',
      by: 'admin',
      environment: 'uat',
      release: 2,
      commit: commits.c1,
      title: 'Answer /healthz',
      createdAt: before(26 * hour),
      startedAt: before(26 * hour),
      finishedAt: before(26 * hour - 6 * second),
    }),
  ]
  const list = [
    application(
      'hello',
      'samples',
      'admin',
      3 * day,
      healthy(3, commits.c2, 2, 'admin', 2 * hour),
      healthy(2, commits.c1, 1, 'admin', 26 * hour),
    ),
    application(
      'shop-api',
      'retail',
      'mei',
      210 * day,
      {
        state: 'working',
        reason: '5 of 8 pods new and ready',
        release: 19,
        commit: commits.c3,
        run: 57,
        podsReady: 5,
        podsWanted: 8,
        deployedBy: 'mei',
        deployedAt: before(38 * second),
      },
      healthy(18, commits.c2, 8, 'mei', 2 * hour),
      healthy(17, commits.c1, 24, 'release', 3 * day),
    ),
    application(
      'shop-web',
      'retail',
      'mei',
      200 * day,
      healthy(42, commits.c1, 4, 'jun', 4 * day),
      healthy(42, commits.c1, 4, 'jun', 4 * day),
      healthy(41, commits.c4, 12, 'release', 9 * day),
    ),
    application('price-feed', 'retail', 'jun', 90 * day, {
      ...healthy(7, commits.c4, 0, 'jun', 6 * day),
      state: 'failed',
      reason: 'pod price-feed-6d9f-kx2 crashed, exit 3',
      podsWanted: 1,
    }),
    application(
      'invoice-pdf',
      'finance',
      'lars',
      120 * day,
      { ...healthy(11, commits.c1, 0, 'lars', 20 * day), state: 'stopped' },
      healthy(10, commits.c2, 1, 'lars', 30 * day),
    ),
    application('ledger', 'finance', 'lars', 2 * minute),
  ]
  const world: World = {
    me: {
      account: 'admin',
      password: 'correct horse battery',
      mustChange: false,
      isAdmin: true,
      tenants: ['samples', 'retail'],
    },
    applications: new Map(
      list.map((one) => [
        one.name,
        { ...one, lastRun: runs.find((two) => two.application === one.name) ?? null },
      ]),
    ),
    pods: new Map([
      [
        'hello',
        [
          pod('hello-5b8c9-tq7wn', 3, 'n1', 2 * hour),
          pod('hello-5b8c9-zz4lk', 3, 'n2', 2 * hour),
          pod('hello-7f6d4-9wz2n', 2, 'n1', 26 * hour, { environment: 'uat' }),
        ],
      ],
      [
        'shop-api',
        [
          pod('shop-api-7c9d8-mq9ts', 19, 'n3', 6 * second, { state: 'starting', ...ssd }),
          pod('shop-api-7c9d8-vv81c', 19, null, 9 * second, {
            state: 'waiting',
            reason: 'no node has disk=ssd',
            address: null,
            startedAt: null,
            ...ssd,
          }),
          pod('shop-api-7c9d8-b81vd', 19, 'n11', 36 * second, {
            state: 'crashed',
            reason: 'exit 3',
            restarts: 2,
            ...ssd,
          }),
          ...['x2k4p', 'hn6td', 'p0zq8', 'c4l2m', 'j7r9w'].map((end, index) =>
            pod(`shop-api-7c9d8-${end}`, 19, `n${2 + index}`, 38 * second, ssd),
          ),
          pod('shop-api-5f6b4-9wz2n', 18, 'n7', 28 * hour, { state: 'leaving', ...ssd }),
          ...['aa3fk', 'bd7qm', 'c9xtr'].map((end, index) =>
            pod(`shop-api-5f6b4-${end}`, 18, `n${4 + index}`, 2 * hour, { environment: 'uat' }),
          ),
          ...['k2v8s', 'm4w6x'].map((end, index) =>
            pod(`shop-api-66f7c-${end}`, 17, `p${1 + index}`, 3 * day, { environment: 'prod', ...ssd }),
          ),
        ],
      ],
      [
        'price-feed',
        [
          pod('price-feed-6d9f7-kx2bn', 7, 'n2', 6 * day, {
            state: 'crashed',
            reason: 'exit 3',
            restarts: 1204,
          }),
        ],
      ],
    ]),
    releases: new Map([
      [
        'hello',
        [
          release(3, commits.c2, 'Say the release on the page', 53, 'admin', 2 * hour, 'hello'),
          release(2, commits.c1, 'Answer /healthz', 47, 'admin', 26 * hour, 'hello'),
          release(1, commits.c3, 'First page', 40, 'admin', 3 * day, 'hello'),
        ],
      ],
      [
        'shop-api',
        [
          release(19, commits.c3, 'Cache the basket for a minute', 56, 'mei', 41 * second, 'shop-api'),
          release(18, commits.c2, 'Retry the payment once', 50, 'mei', 3 * hour, 'shop-api'),
          release(17, commits.c1, 'Round prices half up', 44, 'jun', 4 * day, 'shop-api'),
        ],
      ],
      ['price-feed', [release(7, commits.c4, 'Follow the new feed', 31, 'jun', 6 * day, 'price-feed')]],
    ]),
    deployments: new Map([
      [
        'hello',
        [
          { environment: 'sit', release: 3, run: 54, by: 'admin', at: before(2 * hour) },
          { environment: 'uat', release: 2, run: 48, by: 'admin', at: before(26 * hour) },
          { environment: 'sit', release: 2, run: 46, by: 'admin', at: before(27 * hour) },
        ],
      ],
    ]),
    variables: new Map([
      [
        'hello/sit',
        [
          {
            name: 'DATABASE_URL',
            isSecret: true,
            value: null,
            changedAt: before(3 * day),
            changedBy: 'admin',
          },
          {
            name: 'GREETING',
            isSecret: false,
            value: 'Hello from the cloud',
            changedAt: before(3 * hour),
            changedBy: 'admin',
          },
          {
            name: 'LOG_LEVEL',
            isSecret: false,
            value: 'debug',
            changedAt: before(26 * hour),
            changedBy: 'admin',
          },
        ],
      ],
    ]),
    runs,
    logs: new Map([
      [55, failedBuildLog],
      [54, deployLog('hello', 2)],
      [53, buildLog('c2ab91e')],
      [57, deployLog('shop-api', 8).slice(0, 6)],
      [56, buildLog('9f31c07')],
      [51, deployLog('shop-api', 8)],
    ]),
    events: [
      {
        id: 90,
        at: before(38 * second),
        by: 'mei',
        kind: 'deploy.started',
        application: 'shop-api',
        run: 57,
        text: 'Release 19 goes to sit',
      },
      {
        id: 89,
        at: before(41 * second),
        by: 'mei',
        kind: 'build.succeeded',
        application: 'shop-api',
        run: 56,
        text: 'Release 19 was built from 9f31c07',
      },
      {
        id: 88,
        at: before(55 * second),
        by: 'mei',
        kind: 'push',
        application: 'shop-api',
        run: 56,
        text: '2 commits to feature/basket-cache',
      },
      {
        id: 87,
        at: before(2 * minute),
        by: 'lars',
        kind: 'application.created',
        application: 'ledger',
        run: null,
        text: 'ledger was created in finance',
      },
      {
        id: 86,
        at: before(12 * minute - 14 * second),
        by: 'admin',
        kind: 'build.failed',
        application: 'hello',
        run: 55,
        text: 'The step "npm run build" ended with exit code 2',
      },
      {
        id: 85,
        at: before(12 * minute),
        by: 'admin',
        kind: 'push',
        application: 'hello',
        run: 55,
        text: '1 commit to main',
      },
      {
        id: 84,
        at: before(2 * hour - 5 * second),
        by: 'admin',
        kind: 'deploy.succeeded',
        application: 'hello',
        run: 54,
        text: 'Release 3 runs in sit',
      },
      {
        id: 83,
        at: before(2 * hour + second),
        by: 'admin',
        kind: 'build.succeeded',
        application: 'hello',
        run: 53,
        text: 'Release 3 was built from c2ab91e0',
      },
      {
        id: 82,
        at: before(3 * hour),
        by: 'admin',
        kind: 'config.changed',
        application: 'hello',
        run: null,
        text: 'GREETING was set in sit',
      },
      {
        id: 81,
        at: before(26 * hour),
        by: 'admin',
        kind: 'deploy.succeeded',
        application: 'hello',
        run: 48,
        text: 'Release 2 runs in uat',
      },
    ],
    users: [
      {
        name: 'admin',
        isAdmin: true,
        tenants: ['samples', 'retail'],
        mustChange: false,
        createdAt: before(220 * day),
      },
      { name: 'jun', isAdmin: false, tenants: ['retail'], mustChange: false, createdAt: before(180 * day) },
      { name: 'lars', isAdmin: false, tenants: ['finance'], mustChange: false, createdAt: before(130 * day) },
      {
        name: 'mei',
        isAdmin: false,
        tenants: ['retail', 'samples'],
        mustChange: false,
        createdAt: before(215 * day),
      },
      { name: 'noor', isAdmin: false, tenants: [], mustChange: true, createdAt: before(2 * hour) },
    ],
    tenants: [
      { name: 'finance', applications: 2, users: 1, createdAt: before(130 * day) },
      { name: 'research', applications: 0, users: 0, createdAt: before(day) },
      { name: 'retail', applications: 3, users: 3, createdAt: before(215 * day) },
      { name: 'samples', applications: 1, users: 2, createdAt: before(220 * day) },
    ],
    tokens: [
      {
        name: 'ci',
        createdAt: before(40 * day),
        expiresAt: before(-50 * day),
        lastUsedAt: before(7 * minute),
      },
      { name: 'laptop', createdAt: before(2 * day), expiresAt: before(-88 * day), lastUsedAt: null },
    ],
    clusters: [
      {
        name: 'main',
        environments: ['sit', 'uat'],
        kubernetes: '1.37.2',
        nodes: [
          { name: 'm1', isReady: true, pods: 12 },
          { name: 'n1', isReady: true, pods: 31 },
          { name: 'n2', isReady: true, pods: 28 },
          { name: 'n3', isReady: false, pods: 0 },
        ],
      },
      {
        name: 'prod-1',
        environments: ['prod'],
        kubernetes: '1.36.3',
        nodes: [
          { name: 'p1', isReady: true, pods: 44 },
          { name: 'p2', isReady: true, pods: 41 },
        ],
      },
    ],
  }
  return world
}
