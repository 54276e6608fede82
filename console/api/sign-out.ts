/** Ends the session and reloads the page, so that no data stays in memory. */
import { api } from './client.ts'

export async function signOut(): Promise<void> {
  await api('DELETE /api/v1/sessions')
  location.assign('/sign-in')
}
