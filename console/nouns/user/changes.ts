/** What a person has changed of an account. Pure. */
import type { Role } from '@opads/kernel/role'
import type { User } from './queries.ts'

type Rights = Pick<User, 'isAdmin'> & { readonly tenants: string[]; readonly role: Role }

/** Without what was left as it was: another may have changed that since it was shown. */
export function changesOf(before: Pick<User, 'isAdmin' | 'tenants'>, wanted: Rights): Partial<Rights> {
  const { isAdmin, tenants, role } = wanted
  return {
    ...(isAdmin !== before.isAdmin && { isAdmin }),
    ...(new Set(tenants).symmetricDifference(new Set(before.tenants)).size > 0 && { tenants, role }),
  }
}
