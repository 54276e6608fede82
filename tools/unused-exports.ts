/** Finds names that a file exports although no other file uses them. Pure. */
import type { Import } from './import-rules.ts'

/** The command line loads these by a path that it puts together. */
const loadedByPath = new Set(['handlers', 'noun', 'nouns'])
const exported = /^export (?:async )?(?:const|function\*?|class|type) (\w+)/gm

/** @param texts by path; a file uses a name when it imports the file that exports it, and has the word */
export function unusedExports(texts: ReadonlyMap<string, string>, imports: readonly Import[]): string[] {
  const importers = Map.groupBy(imports, ({ to }) => to)
  const words = new Map([...texts].map(([path, text]) => [path, new Set(text.match(/\w+/g))]))
  return [...texts].flatMap(([path, text]) =>
    [...text.matchAll(exported)]
      .map(([, name]) => name!)
      .filter((name) => !loadedByPath.has(name))
      .filter((name) => !importers.get(path)?.some(({ from }) => words.get(from)?.has(name)))
      .map((name) => `${path} exports ${name}, which no other file uses`),
  )
}
