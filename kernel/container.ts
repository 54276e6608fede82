/** What a container is given, word for word: of arguments and values Kubernetes takes `$(NAME)` for a variable, and `$$` for one `$`. Pure. */

const literal = (text: string) => text.replaceAll('$', () => '$$')

export const wordsOf = (words: readonly string[]): readonly string[] => words.map(literal)
export const environmentOf = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).map(([name, value]) => ({ name, value: literal(value) }))
