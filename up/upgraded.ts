/** What an upgrade changed for people, said once: by the run of `up` in which it happened. Pure. */
type Event = { readonly kind: string; readonly at: string; readonly text: string }

const kinds: ReadonlySet<string> = new Set(['member.became-admins'])

/** @param since when this run began, in milliseconds */
export const upgradeNotes = (events: readonly Event[], since: number): readonly string[] =>
  events.filter(({ kind, at }) => kinds.has(kind) && Date.parse(at) >= since).map(({ text }) => text)
