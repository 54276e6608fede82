/** What is asked of `opads` itself, before the words are parsed: those after `--` belong to another program. Pure. */

export function ownWords(words: readonly string[]): readonly string[] {
  const end = words.indexOf('--')
  return words.slice(0, end === -1 ? undefined : end)
}

export const asksHelp = (words: readonly string[]): boolean =>
  ownWords(words).some((word) => word === '--help' || word === '-h')

export const asksJson = (words: readonly string[]): boolean => ownWords(words).includes('--json')

/** The value of `--cloud`, for hints. */
export function askedCloud(words: readonly string[]): { readonly cloud?: string } {
  const own = ownWords(words)
  const at = own.findIndex((word) => word === '--cloud' || word.startsWith('--cloud='))
  const cloud = own[at] === '--cloud' ? own[at + 1] : own[at]?.slice('--cloud='.length)
  return cloud ? { cloud } : {}
}
