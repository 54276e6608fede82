/** Escapes arguments and environment values of a container: Kubernetes would expand `$(NAME)` and turn `$$` into `$`. Pure. */

const literal = (text: string) => text.replaceAll('$', () => '$$')

export const wordsOf = (words: readonly string[]): readonly string[] => words.map(literal)
export const environmentOf = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).map(([name, value]) => ({ name, value: literal(value) }))
