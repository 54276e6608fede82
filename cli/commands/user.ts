/** `opads user`: accounts of the cloud, for administrators. */

import { closing } from '@opads/command/closing'
import { choice, flag, many, optional, text, withDefault } from '@opads/command/field'
import type { Page } from '@opads/command/page'
import { demandSure, sureOptions } from '@opads/command/sure'
import { type Column, table } from '@opads/command/table'
import { when } from '@opads/command/times'
import { Problem } from '@opads/kernel/problem'
import { type Role, roles as tenantRoles } from '@opads/kernel/role'
import type { User } from '../api-types.ts'
import { runNoun } from '../run-noun.ts'
import { type Noun, verb } from '../verb.ts'

const roles = ['admin', 'member'] as const
const userWord = text('USER', 'name of the account', 'user')
const tenantOption = optional(many(text('NAME', 'a tenant that it is in', 'tenant')))

const tenantRole = optional(
  choice(
    tenantRoles,
    'its role in tenants that it is not in yet (else viewer); opads member change changes it',
  ),
)
/** @throws Problem `use.invalid` for a role in no tenant */
const requireTenant = (tenant: readonly string[] | undefined, inTenants: Role | undefined, usage: string) => {
  if (inTenants && !tenant?.length)
    throw new Problem('use.invalid', {
      sentence: '--tenant-role says the role in tenants, and no --tenant is given',
      usage,
    })
}

const list = verb({
  name: 'list',
  say: 'Accounts',
  examples: ['user list'],
  run: async (_given, tools) => {
    const { api } = await tools.session()
    const found = await api('GET /api/v1/users')
    return { json: found, text: (page) => table(columns(page), found.items, page) }
  },
})

const create = verb({
  name: 'create',
  say: 'Make an account; its first password is shown this once',
  isWrite: true,
  words: { name: text('NAME', '1 to 30 of a-z, 0-9 and -, first a letter, last no -') },
  options: {
    role: withDefault(choice(roles, 'an admin may all, a member what its roles in tenants allow'), 'member'),
    tenant: tenantOption,
    tenantRole,
  },
  notes: ['The first password opens nothing but its own change, which the first sign-in asks for.'],
  examples: ['user create tom --tenant payments --tenant-role developer', 'user create eve --role admin'],
  run: async ({ name, role, tenant = [], tenantRole: inTenants }, tools) => {
    requireTenant(tenant, inTenants, 'opads user create NAME --tenant NAME --tenant-role ROLE')
    const { api } = await tools.session()
    const made = await api('POST /api/v1/users', {
      body: { name, isAdmin: role === 'admin', ...inEach(tenant, inTenants) },
    })
    return {
      json: made,
      text: (page) =>
        closing(
          page,
          `${made.name}, ${roleOf(made)}, may sign in with this first password, shown this once:`,
          [`opads login --account ${made.name}`],
          `  ${made.password}\n`,
        ),
      would: () => `Would make the account ${made.name}, ${roleOf(made)}.`,
    }
  },
})

const change = verb({
  name: 'change',
  say: 'Change what an account may',
  isWrite: true,
  words: { name: userWord },
  options: {
    role: optional(choice(roles, 'an admin may all, a member what its roles in tenants allow')),
    tenant: tenantOption,
    tenantRole,
    noTenants: flag('it is in no tenant any more'),
  },
  notes: ['The tenants that are named take the place of those that it had.'],
  examples: ['user change ann --role admin', 'user change ann --tenant payments --tenant shop'],
  run: async ({ name, role, tenant, tenantRole: inTenants, noTenants }, tools) => {
    const usage =
      'opads user change USER [--role admin|member] [--tenant NAME]… [--tenant-role ROLE] [--no-tenants]'
    if (tenant && noTenants)
      throw new Problem('use.invalid', { sentence: '--tenant and --no-tenants exclude each other', usage })
    if (!role && !tenant && !noTenants)
      throw new Problem('use.invalid', { sentence: 'nothing says what is to change', usage })
    requireTenant(tenant, inTenants, usage)
    const { api } = await tools.session()
    const body = {
      ...(role && { isAdmin: role === 'admin' }),
      ...(tenant && inEach(tenant, inTenants)),
      ...(noTenants && { tenants: [] }),
    }
    const made = await api('PUT /api/v1/users/:name', { params: { name }, body })
    return {
      json: made,
      text: (page) => closing(page, `${made.name} is ${roleOf(made)}.`, ['opads user list']),
      would: () => `${made.name} would be ${roleOf(made)}.`,
    }
  },
})

const remove = verb({
  name: 'delete',
  say: 'Delete an account; what it made stays',
  words: { name: userWord },
  options: sureOptions,
  isWrite: true,
  examples: ['user delete ann --yes'],
  run: async ({ name, yes }, tools) => {
    const what = `the account ${name} with its sessions and tokens`
    demandSure(yes || tools.isDryRun, `opads user delete ${name}`, what)
    const { api } = await tools.session()
    await api('DELETE /api/v1/users/:name', { params: { name } })
    return {
      json: { deleted: name },
      text: (page) => closing(page, `${name} is gone.`, ['opads user list']),
      would: () => `Would delete ${what}.`,
    }
  },
})

/** A role is only named with tenants: an older Pluto knows none. Pure. */
const inEach = (tenants: readonly string[], role: Role = 'viewer') => ({
  tenants: [...tenants],
  ...(tenants.length > 0 && { role }),
})

/** "an admin of the cloud", "viewer of payments and developer of shop". Pure. */
function roleOf({ isAdmin, roles: held }: User): string {
  if (isAdmin) return 'an admin of the cloud'
  const all = Object.entries(held).map(([tenant, role]) => `${role} of ${tenant}`)
  return all.join(' and ') || 'a member of no tenant'
}

const columns = (page: Page): readonly Column<User>[] => [
  { title: 'User', cell: ({ name }) => name },
  { title: 'Role', cell: ({ isAdmin }) => (isAdmin ? 'admin' : 'member') },
  { title: 'Tenants', cell: ({ tenants }) => tenants.join(', ') || '–', isFlexible: true },
  { title: 'Password', cell: ({ mustChange }) => (mustChange ? 'first one' : 'own'), isSpare: true },
  { title: 'Since', cell: ({ createdAt }) => when(createdAt, page), isSpare: true },
]

export const noun: Noun = {
  name: 'user',
  say: 'Accounts of the cloud',
  isRemote: true,
  verbs: [list, create, change, remove],
}
export const run = runNoun(noun)
