/** `opads tenant`: who owns applications. */

import { closing } from '@opads/command/closing'
import { text } from '@opads/command/field'
import type { Page } from '@opads/command/page'
import { demandSure, sureOptions } from '@opads/command/sure'
import { type Column, table } from '@opads/command/table'
import { when } from '@opads/command/times'
import type { Tenant } from '../api-types.ts'
import { runNoun } from '../run-noun.ts'
import { type Noun, verb } from '../verb.ts'

const list = verb({
  name: 'list',
  say: 'Tenants that the account is in; all for an administrator',
  examples: ['tenant list'],
  run: async (_given, tools) => {
    const { api } = await tools.session()
    const found = await api('GET /api/v1/tenants')
    return {
      json: found,
      text: (page) =>
        found.items.length === 0
          ? 'No tenant yet. Make one: opads tenant create NAME\n'
          : table(columns(page), found.items, page),
    }
  },
})

const create = verb({
  name: 'create',
  say: 'Make a tenant',
  isWrite: true,
  words: { name: text('NAME', '1 to 30 of a-z, 0-9 and -, first a letter, last no -') },
  examples: ['tenant create logistics'],
  run: async ({ name }, tools) => {
    const { api } = await tools.session()
    const made = await api('POST /api/v1/tenants', { body: { name } })
    return {
      json: made,
      text: (page) =>
        closing(page, `Tenant ${made.name} is there.`, [
          `opads app create NAME --tenant ${made.name}`,
          `opads user create NAME --tenant ${made.name} --tenant-role admin`,
        ]),
      would: () => `Would create the tenant ${made.name}.`,
    }
  },
})

const remove = verb({
  name: 'delete',
  say: 'Delete a tenant that has no applications',
  words: { name: text('TENANT', 'name of the tenant', 'tenant') },
  options: sureOptions,
  isWrite: true,
  examples: ['tenant delete research --yes'],
  run: async ({ name, yes }, tools) => {
    const what = `the tenant ${name} and its members' right to it`
    demandSure(yes || tools.isDryRun, `opads tenant delete ${name}`, what)
    const { api } = await tools.session()
    await api('DELETE /api/v1/tenants/:name', { params: { name } })
    return {
      json: { deleted: name },
      text: (page) => closing(page, `Tenant ${name} is gone.`, ['opads tenant list']),
      would: () => `Would delete ${what}.`,
    }
  },
})

const columns = (page: Page): readonly Column<Tenant>[] => [
  { title: 'Tenant', cell: ({ name }) => name },
  { title: 'Applications', cell: ({ applications }) => String(applications), isNumber: true },
  { title: 'Users', cell: ({ users }) => String(users), isNumber: true },
  { title: 'Since', cell: ({ createdAt }) => when(createdAt, page) },
]

export const noun: Noun = {
  name: 'tenant',
  say: 'Tenants: who owns applications',
  isRemote: true,
  verbs: [list, create, remove],
}
export const run = runNoun(noun)
