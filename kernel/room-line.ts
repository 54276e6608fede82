/** What a program of ours reports to the program that started it: one JSON object per line. Pure. */

export type RoomLine =
  /** What it does now, for people. */
  | { readonly note: string }
  /** Something answers by now, long before the end. */
  | { readonly reached: string }
  /** The end: whether anything was changed. */
  | { readonly changed: boolean }

const mostCharacters = 500

export const roomLine = (line: RoomLine): string => JSON.stringify(line)

/** A line that is not one of these is a note as it is, up to a bound. */
export function roomLineOf(text: string): RoomLine {
  try {
    const read = JSON.parse(text) as Partial<Record<'note' | 'reached' | 'changed', unknown>> | null
    if (typeof read?.note === 'string') return { note: cut(read.note) }
    if (typeof read?.reached === 'string') return { reached: read.reached }
    if (typeof read?.changed === 'boolean') return { changed: read.changed }
  } catch {
    // a word of a program that knows nothing of this
  }
  return { note: cut(text) }
}

const cut = (text: string): string => text.trim().slice(0, mostCharacters)
