/** A fresh cloud: its cluster and environments, the first account, the platform's own account. */
import { hashPassword } from '../../account/password.ts'
import { environmentNames } from '../../environment/shapes.ts'
import { digest, operator as platform } from '../../token/rows.ts'
import { here } from '../cluster.ts'
import type { Store } from '../store.ts'

type Given = { readonly firstPassword: string; readonly operator: string }

export async function addCloud(
  { rows, time, clock }: Store,
  { firstPassword, operator }: Given,
): Promise<void> {
  const created_at = time()
  rows.cluster.push({ name: here, created_at })
  rows.environment.push(...environmentNames.map((name) => ({ name, cluster: here })))
  const administrator = { is_admin: true, created_at }
  const password_hash = await hashPassword(firstPassword)
  rows.account.push(
    { ...administrator, name: 'admin', password_hash, must_change: true },
    { ...administrator, name: platform, password_hash: null, must_change: false },
  )
  const expires_at = new Date(clock.now() + 3650 * 86_400_000)
  const session = {
    account: platform,
    kind: 'session' as const,
    name: 'cloud folder',
    created_at,
    expires_at,
    used_at: null,
  }
  rows.token.push({ hash: digest(operator), ...session })
}
