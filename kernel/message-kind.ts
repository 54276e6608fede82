/** One row of the message tables. Pure. */

/** `say`, `zh`: one sentence with `{fact}` placeholders, in English and Chinese; a number with its noun is `{count|fault|faults}`. */
export type MessageKind = { readonly say: string; readonly zh: string }
export type MessageTable = Readonly<Record<string, MessageKind>>
