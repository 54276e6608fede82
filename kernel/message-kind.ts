/** One row of the message tables. Pure. */

/** `say`, `zh`: one sentence with `{fact}` placeholders, in English and Chinese. */
export type MessageKind = { readonly say: string; readonly zh: string }
export type MessageTable = Readonly<Record<string, MessageKind>>
