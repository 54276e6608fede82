/** A small company's cloud: what the fake API answers from. Times are counted back from the start of the process. */
import type { Application } from '../nouns/application/queries.ts'
import type { Cluster } from '../nouns/cluster/queries.ts'
import type { EnvironmentName } from '../nouns/environment/types.ts'
import type { Event } from '../nouns/event/queries.ts'
import type { Pod } from '../nouns/pod/queries.ts'
import type { Deployment, Release } from '../nouns/release/queries.ts'
import type { Run } from '../nouns/run/queries.ts'
import type { Tenant } from '../nouns/tenant/queries.ts'
import type { Token } from '../nouns/token/queries.ts'
import type { User } from '../nouns/user/queries.ts'
import type { Variable } from '../nouns/variable/queries.ts'
import { buildLog, deployLog, failedBuildLog } from './logs.ts'

import { application, before, commits, day, healthy, hour, minute, pod, release, second } from './nouns.ts'
import { pastEvents } from './past-events.ts'
import { pastRuns } from './past-runs.ts'
import { someClusters, someTenants, someTokens, someUsers } from './people.ts'

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

export function makeWorld(): World {
  const ssd = { nodeSelector: { disk: 'ssd' } }
  const runs = pastRuns()
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
      reason: 'pod price-feed-6d9f7-kx2bn crashed: exit 3',
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
            reason:
              "0/4 nodes are available: 1 node(s) were unschedulable, 3 node(s) didn't match Pod's node affinity/selector. no new claims to deallocate, preemption: 0/4 nodes are available: 4 Preemption is not helpful for scheduling.",
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
      [54, deployLog(3, 2)],
      [53, buildLog('c2ab91e')],
      [57, deployLog(19, 8).slice(0, 6)],
      [56, buildLog('9f31c07')],
      [51, deployLog(18, 8)],
    ]),
    events: pastEvents(),
    users: someUsers(),
    tenants: someTenants(),
    tokens: someTokens(),
    clusters: someClusters(),
  }
  return world
}
