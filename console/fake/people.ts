/** Who is in the fake world, and where it runs. */
import type { Cluster, Tenant, Token, User } from '../api/types.ts'
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

export const someClusters = (): Cluster[] => [
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
]
