/** Accounts, tenants and clusters of the fake data. */
import { faultOf } from '@opads/kernel/fault'
import { Problem } from '@opads/kernel/problem'
import type { Cluster } from '../nouns/cluster/queries.ts'
import type { Tenant } from '../nouns/tenant/queries.ts'
import type { Token } from '../nouns/token/queries.ts'
import type { User } from '../nouns/user/queries.ts'
import { before, day, hour, minute } from './nouns.ts'

export const someUsers = (): User[] => [
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
]

export const someTenants = (): Tenant[] => [
  { name: 'finance', applications: 2, users: 1, createdAt: before(130 * day) },
  { name: 'research', applications: 0, users: 0, createdAt: before(day) },
  { name: 'retail', applications: 3, users: 3, createdAt: before(215 * day) },
  { name: 'samples', applications: 1, users: 2, createdAt: before(220 * day) },
]

export const someTokens = (): Token[] => [
  {
    name: 'ci',
    createdAt: before(40 * day),
    expiresAt: before(-50 * day),
    lastUsedAt: before(7 * minute),
  },
  { name: 'laptop', createdAt: before(2 * day), expiresAt: before(-88 * day), lastUsedAt: null },
]

const refusal = {
  what: 'GET /api/v1/nodes?limit=500',
  status: 403,
  said: 'nodes is forbidden: User "system:serviceaccount:opads-system:pluto" cannot list resource "nodes" in API group "" at the cluster scope',
}

export const someClusters = (): Cluster[] => [
  {
    name: 'main',
    state: 'attention',
    unknown: null,
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
    state: 'ready',
    unknown: null,
    environments: ['prod'],
    kubernetes: '1.36.3',
    nodes: [
      { name: 'p1', isReady: true, pods: 44 },
      { name: 'p2', isReady: true, pods: 41 },
    ],
  },
  {
    name: 'spare',
    state: 'unknown',
    unknown: { since: before(3 * minute), problem: faultOf(new Problem('kube.refused', refusal)) },
    environments: [],
    kubernetes: null,
    nodes: [],
  },
]
