/** What is asked of `opads` itself, before the words are parsed: those after `--` belong to another program. Pure. */

function ownWords(words: readonly string[]): readonly string[] {
  const end = words.indexOf('--')
  return words.slice(0, end === -1 ? undefined : end)
}

export const asksHelp = (words: readonly string[]): boolean =>
  ownWords(words).some((word) => word === '--help' || word === '-h')

export const asksJson = (words: readonly string[]): boolean => ownWords(words).includes('--json')

/**
 * The cloud that is named, for hints.
 * @param names of the option that names it
 */
export function askedCloud(
  words: readonly string[],
  names: readonly string[] = ['--cloud'],
): { readonly cloud?: string } {
  const own = ownWords(words)
  const at = own.findIndex((word) => names.includes(word.split('=')[0]!))
  const [, inline] = own[at]?.split('=') ?? []
  const cloud = inline ?? own[at + 1]
  return at >= 0 && cloud ? { cloud } : {}
}
