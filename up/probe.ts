/** Sends requests to a part's addresses through the gateway, as a user's client would. */
import type { Probe } from '@opads/parts/part'
import type { Https } from '@opads/world/https'
import { patience } from '@opads/world/patience'

export const addressOf = (
  { domain, listen }: { readonly domain: string; readonly listen: string },
  host: string,
): string => `https://${host}.${domain}:${listen.split(':')[1]}`

/** Returns what is wrong with the answer, or `undefined`. */
export async function probeFault(
  web: Https,
  origin: string,
  { path, status }: Probe,
): Promise<string | undefined> {
  try {
    const answer = await web.send(`${origin}${path}`, { signal: AbortSignal.timeout(5000 * patience()) })
    await answer.text()
    return answer.status === status
      ? undefined
      : `${origin}${path} answers ${answer.status} instead of ${status}`
  } catch (failure) {
    const cause =
      failure instanceof Error && failure.cause instanceof Error ? failure.cause.message : String(failure)
    return `${origin}${path} does not answer: ${cause}`
  }
}
