/** A reason that Kubernetes gives, as a message: its term, if the tables explain it, and its own words. Pure. */
import { type Message, said } from './message.ts'
import { messages } from './messages.ts'

/** @param term `ImagePullBackOff`. @param words the sentence beside it; both may be missing or empty */
export function kubeReason(term: string | undefined, words: string | undefined): Message | undefined {
  const code = `kube.${term}`
  const reason = Object.hasOwn(messages, code)
    ? { code, facts: {} }
    : term
      ? said('kube.said', { said: term })
      : undefined
  if (!words) return reason
  return reason ? said('kube.detailed', { reason, said: words }) : said('kube.said', { said: words })
}
