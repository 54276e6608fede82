/** `opads app create` */

import { closing } from '@opads/command/closing'
import { optional, text } from '@opads/command/field'
import { facts } from '@opads/command/table'
import { Problem } from '@opads/kernel/problem'
import { verb } from '../verb.ts'

export const create = verb({
  name: 'create',
  say: 'Create an application with a git repository to push to',
  isWrite: true,
  words: { name: text('NAME', '1 to 30 of a-z, 0-9 and -, first a letter, last no -') },
  options: {
    tenant: optional(
      text('NAME', 'who owns it; may be left out where the account is in one tenant', 'tenant'),
    ),
  },
  examples: ['app create blog --tenant payments'],
  run: async ({ name, tenant: given }, tools) => {
    const { api } = await tools.session()
    const tenant = given ?? onlyTenant((await api('GET /api/v1/me')).tenants)
    const made = await api('POST /api/v1/applications', { body: { name, tenant } })
    const addresses = made.environments.map((one) => [one.name, one.url] as const)
    return {
      json: made,
      text: (page) =>
        closing(
          page,
          `${made.name} of tenant ${made.tenant} is there; a push builds it and brings it to sit.`,
          [`git clone ${made.git}`, `opads app show ${made.name}`],
          facts([['git', made.git], ...addresses], page),
        ),
      would: () => `Would create ${made.name} of tenant ${made.tenant}, with the repository ${made.git}.`,
    }
  },
})

function onlyTenant(tenants: readonly string[]): string {
  if (tenants.length === 1) return tenants[0]!
  const sentence =
    tenants.length === 0
      ? '--tenant NAME is missing: the account is in no tenant of its own'
      : `--tenant NAME is missing: one of ${tenants.join(', ')}`
  throw new Problem('use.invalid', { sentence, usage: 'opads app create NAME --tenant NAME' })
}
