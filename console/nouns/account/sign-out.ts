/** Ends the session. The page is loaded anew, so nothing that was read stays. */

import { api } from '../../api/client.ts'
import { patterns } from '../../paths.ts'

export async function signOut(): Promise<void> {
  await api('DELETE /api/v1/sessions')
  location.assign(patterns.signIn)
}
