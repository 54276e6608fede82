/** Ends the session. The console is loaded anew, so nothing that was read stays, and asks who signs in. */
import { api } from '../../api/client.ts'

export async function signOut(): Promise<void> {
  await api('DELETE /api/v1/sessions')
  location.assign('/')
}
