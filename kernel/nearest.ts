/** Guesses which known word a person meant to type. Pure. */

/** The only known word with this prefix; else the closest one, at most two edits and half of the word's length away. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const longer = known.filter((name) => word.length > 1 && name.startsWith(word))
  if (longer.length === 1) return longer[0]
  const near = known
    .map((name) => ({ name, edits: distance(word, name) }))
    .sort((a, b) => a.edits - b.edits)[0]
  return near && near.edits <= Math.min(2, word.length / 2) ? near.name : undefined
}

/** `. Did you mean x?`, or an empty text. */
export function meant(word: string, known: readonly string[]): string {
  const near = nearest(word, known)
  return near === undefined ? '' : `. Did you mean ${near}?`
}

/** Levenshtein distance in which two swapped letters count as one edit. */
function distance(a: string, b: string): number {
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 0; i < a.length; i += 1) {
    const next = [i + 1]
    for (let j = 0; j < b.length; j += 1) {
      const isSwapped = i > 0 && j > 0 && a[i] === b[j - 1] && a[i - 1] === b[j]
      next.push(
        Math.min(
          next[j]! + 1,
          row[j + 1]! + 1,
          row[j]! + (a[i] === b[j] ? 0 : 1),
          isSwapped ? before[j - 1]! + 1 : Number.POSITIVE_INFINITY,
        ),
      )
    }
    before = row
    row = next
  }
  return row[b.length]!
}
