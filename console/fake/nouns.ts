/** The nouns of the fake world, with what is usual filled in. Times are counted back from the start of the process. */
import type { Application } from '../nouns/application/queries.ts'
import type { Environment, EnvironmentName } from '../nouns/environment/types.ts'
import type { Pod } from '../nouns/pod/queries.ts'
import type { Release } from '../nouns/release/queries.ts'
import type { Run } from '../nouns/run/queries.ts'

const start = Date.now()
export const second = 1000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour
export const before = (ms: number): string => new Date(start - ms).toISOString()

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
export const healthy = (release: number, commit: string, pods: number, by: string, ago: number): Given => ({
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
export const release = (
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
export const commits = {
  c1: '51e0d4b7f0a92c3d4e5f60718293a4b5c6d7e8f9',
  c2: 'c2ab91e04d5f6a7b8c9d0e1f2a3b4c5d6e7f8091',
  c3: '9f31c07a1b2c3d4e5f60718293a4b5c6d7e8f9a0',
  c4: '0b77e2d19c8b7a6f5e4d3c2b1a0f9e8d7c6b5a49',
}
