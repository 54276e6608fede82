/** `opads member`: who is in a tenant, and with which role. */

import { closing } from '@opads/command/closing'
import { choice, text } from '@opads/command/field'
import type { Page } from '@opads/command/page'
import { demandSure, sureOptions } from '@opads/command/sure'
import { type Column, table } from '@opads/command/table'
import { when } from '@opads/command/times'
import { roles } from '@opads/kernel/role'
import type { Member } from '../api-types.ts'
import { refuseUnknown } from '../known-names.ts'
import { runNoun } from '../run-noun.ts'
import { type Noun, verb } from '../verb.ts'

const tenant = text('TENANT', 'name of the tenant', 'tenant')
const account = text('USER', 'name of the account')
const role = choice(
  roles,
  'viewer sees; developer also changes all environments but prod; deployer all of them; admin all',
)

const list = verb({
  name: 'list',
  say: 'Members of a tenant with their roles',
  options: { tenant },
  examples: ['member list --tenant payments'],
  run: async ({ tenant: name }, tools) => {
    const { api } = await tools.session()
    const found = await api('GET /api/v1/tenants/:name/members', { params: { name } }).catch(
      async (refused: unknown) => {
        await refuseUnknown(api, { tenant: name })
        throw refused
      },
    )
    return {
      json: found,
      text: (page) =>
        found.items.length === 0
          ? `${name} has no member yet. Add one: opads member add USER --tenant ${name} --role ROLE\n`
          : table(columns(page), found.items, page),
    }
  },
})

const add = verb({
  name: 'add',
  say: 'Add an account to a tenant',
  isWrite: true,
  words: { account },
  options: { tenant, role },
  examples: ['member add eva --tenant payments --role developer'],
  run: async ({ account, tenant: name, role }, tools) => {
    const { api } = await tools.session()
    const made = await api('POST /api/v1/tenants/:name/members', {
      params: { name },
      body: { account, role },
    })
    return {
      json: made,
      text: (page) => closing(page, isNow(made), [`opads member list --tenant ${name}`]),
      would: () => wouldBe(made),
    }
  },
})

const change = verb({
  name: 'change',
  say: 'Change the role of a member',
  isWrite: true,
  words: { account },
  options: { tenant, role },
  examples: ['member change ann --tenant payments --role deployer'],
  run: async ({ account, tenant: name, role }, tools) => {
    const { api } = await tools.session()
    const params = { name, account }
    const changed = await api('PUT /api/v1/tenants/:name/members/:account', { params, body: { role } })
    return {
      json: changed,
      text: (page) => closing(page, isNow(changed), [`opads member list --tenant ${name}`]),
      would: () => wouldBe(changed),
    }
  },
})

const remove = verb({
  name: 'remove',
  say: 'Remove a member from a tenant; the account stays',
  words: { account },
  options: { tenant, ...sureOptions },
  isWrite: true,
  examples: ['member remove ann --tenant payments --yes'],
  run: async ({ account, tenant: name, yes }, tools) => {
    const what = `the right of ${account} to the tenant ${name}`
    demandSure(yes || tools.isDryRun, `opads member remove ${account} --tenant ${name}`, what)
    const { api } = await tools.session()
    await api('DELETE /api/v1/tenants/:name/members/:account', { params: { name, account } })
    return {
      json: { removed: account },
      text: (page) =>
        closing(page, `${account} is no member of ${name} any more.`, [`opads member list --tenant ${name}`]),
      would: () => `Would remove ${what}.`,
    }
  },
})

const isNow = ({ account, role, tenant }: Member) => `${account} is ${role} of ${tenant}.`
const wouldBe = ({ account, role, tenant }: Member) => `${account} would be ${role} of ${tenant}.`

const columns = (page: Page): readonly Column<Member>[] => [
  { title: 'User', cell: ({ account }) => account },
  { title: 'Role', cell: ({ role }) => role },
  { title: 'Since', cell: ({ since }) => when(since, page) },
]

export const noun: Noun = {
  name: 'member',
  say: 'Members of a tenant and their roles',
  isRemote: true,
  verbs: [list, add, change, remove],
}
export const run = runNoun(noun)
