/** Adds rows to a fake, with what is usual filled in. Times are ages: milliseconds before now. */
import { recipe } from '@opads/delivery/contract'
import { builtBranch } from '@opads/kernel/branch'
import type { Role } from '@opads/kernel/role'
import { namespaceOf } from '../../environment/names.ts'
import type { EnvironmentName } from '../../environment/shapes.ts'
import { type NewEvent, textOf } from '../../event/rows.ts'
import { because, type PodRow } from '../../pod/row.ts'
import type { DeploymentRow } from '../../rollout/progress.ts'
import type { LogLine } from '../../run/shapes.ts'
import { samplePod } from '../../test-cloud/sample-pod.ts'
import { addLog } from '../run-rows.ts'
import { settingsOf } from '../settings.ts'
import type { Row } from '../store.ts'
import { tenantOf } from '../target.ts'
import type { FakeTools } from '../tools.ts'

export const second = 1000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour

type Run = Omit<Partial<Row<'run'>>, 'created_at' | 'started_at' | 'finished_at'> &
  Pick<Row<'run'>, 'kind' | 'application'> & {
    readonly age: number
    /** Seconds that it took; without it, it goes on. */
    readonly took?: number
  }
type Pod = Partial<Omit<PodRow, 'createdAt' | 'startedAt' | 'reason'>> & {
  readonly name: string
  readonly age: number
}
type Deployed = { readonly release: number; readonly by: string; readonly age: number; readonly run?: number }

export type Adding = ReturnType<typeof adding>

export function adding({ store, cluster }: Pick<FakeTools, 'store' | 'cluster'>) {
  const { rows, next, skip } = store
  const ago = (age: number) => new Date(store.clock.now() - age)
  const application = (name: string, tenant: string, created_by: string, age: number) => {
    rows.application.push({ name, tenant, created_by, created_at: ago(age) })
  }
  const member = (tenant: string, account: string, age: number, role: Role = 'admin') =>
    void rows.member.push({ tenant, account, role, created_at: ago(age) })
  const run = ({ age, took, ...given }: Run): Row<'run'> => {
    const id = given.id ?? next('run')
    skip('run', id)
    const isBegun = given.state !== 'waiting' && given.state !== 'queued'
    const row: Row<'run'> = {
      environment: given.kind === 'deploy' ? 'sit' : null, state: took === undefined ? 'running' : 'succeeded', cause: `seed ${id}`,
      ref: given.kind === 'build' ? builtBranch : null, commit: null, title: null, release: null, follows: null, built_from: null, result: null, problem: null,
      attempts: isBegun ? 1 : 0, worker: 'seed', lease_until: ago(-day), created_by: 'mei', cancel_by: null, decided_by: null, ...given, id,
      created_at: ago(age), started_at: isBegun ? ago(age - second) : null, finished_at: took === undefined ? null : ago(age - took * second),
    } // biome-ignore format: one row
    rows.run.push(row)
    return row
  }
  const log = (run: number, lines: readonly LogLine[]) => addLog(store, run, lines)
  const release = (
    application: string,
    {
      age,
      ...given
    }: Pick<Row<'release'>, 'number' | 'commit' | 'title' | 'run' | 'created_by'> & { readonly age: number },
  ) => {
    const image = `registry.opads.internal/applications/${application}@sha256:${'7be08f4c'.repeat(8)}`
    rows.release.push({
      application,
      image,
      recipe: recipe.parse({ base: 'node' }),
      created_at: ago(age),
      ...given,
    })
  }
  /** A deployment of the past, with the settings of today. */
  const deployment = (application: string, environment: EnvironmentName, { by, age, ...given }: Deployed) => {
    const place = { application, environment }
    const settings = settingsOf(store, place)
    const row = { id: next('deployment'), ...place, run: 0, created_by: by, at: ago(age), settings, ...given }
    rows.deployment.push(row)
  }
  /** What runs now. The pods that are given count as they are; without them there are as many as are wanted, all ready. */
  const running = (
    application: string,
    environment: EnvironmentName,
    { release, age, wanted, pods = podsOf(application, environment, wanted, age), ...given }: Running,
  ) => {
    const place = { application, environment }
    const namespace = namespaceOf(tenantOf(store, application)!, environment)
    const usual = samplePod({
      ...place,
      namespace,
      node: 'n1',
      release,
      template: `t${release}`,
      address: '198.19.4.17',
    })
    for (const { age: podAge, message = null, ...pod } of pods) {
      const createdAt = ago(podAge).toISOString()
      cluster.pods.push({
        ...usual,
        ...because(message),
        createdAt,
        startedAt: pod.node === null ? null : createdAt,
        ...pod,
      })
    }
    const ready = pods.filter(
      ({ state = 'ready', release: of = release }) => state === 'ready' && of === release,
    ).length
    cluster.deployments.push({
      ...place, release, template: `t${release}`, wanted, all: wanted, updated: wanted, available: ready, generation: 1, isSeen: true, late: null, ...given,
    }) // biome-ignore format: one row
  }
  return {
    ago,
    application,
    run,
    log,
    release,
    deployment,
    running,
    tenant: (name: string, age: number) => void rows.tenant.push({ name, created_at: ago(age) }),
    /** An admin of each of its tenants. */
    account: ({ age, tenants, ...given }: Account) => {
      rows.account.push({ password_hash: null, is_admin: false, created_at: ago(age), ...given })
      for (const tenant of tenants) member(tenant, given.name, age)
    },
    member,
    token: (name: string, age: number, used: number | null) =>
      void rows.token.push({
        hash: `seed ${name}`, account: 'admin', kind: 'api', name, created_at: ago(age), expires_at: ago(age - 90 * day), used_at: used === null ? null : ago(used),
      }), // biome-ignore format: one row
    event: (age: number, event: NewEvent) => {
      const { application = null, run = null, by, kind, message = null } = event
      const words = { by, kind, message, text: textOf(event) }
      rows.event.push({ id: next('event'), application, run, at: ago(age), ...words })
    },
  }
}

type Account = Pick<Row<'account'>, 'name' | 'must_change'> & {
  readonly tenants: readonly string[]
  readonly age: number
}
type Running = Partial<DeploymentRow> & {
  readonly release: number
  readonly age: number
  readonly wanted: number
  readonly pods?: readonly Pod[]
}

const podsOf = (application: string, environment: string, count: number, age: number): Pod[] =>
  Array.from({ length: count }, (_, index) => ({
    name: `${application}-${environment}7d-${'abcdefghjk'[index % 10]}${index}x`,
    node: `n${1 + (index % 3)}`,
    age,
  }))
