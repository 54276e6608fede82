/** Why the signed-in account may not change members of a tenant; `undefined`: it may. Pure. */
import type { Me } from '../../api/me.ts'
import type { Words } from '../../words/words.ts'

export function whyNotChange(words: Words, { isAdmin, roles }: Me, tenant: string): string | undefined {
  if (isAdmin || roles[tenant] === 'admin') return undefined
  return words.access.whyNot(tenant, null, `opads access explain member.change --tenant ${tenant}`)
}
