/** The recipe of an application: from its `opads.yml`, or guessed from its top-level files. Pure. */
import { inputFault, whatIsWrong } from '@opads/kernel/input-fault'
import { type Message, said } from '@opads/kernel/message'
import { Problem } from '@opads/kernel/problem'
import { parseDocument } from 'yaml'
import { type Recipe, recipe } from './contract.ts'

/** @param files top-level names. @param read text of one of them. @throws Problem `input.invalid`, `source.nothing-to-run` */
export async function recipeOf(
  files: readonly string[],
  read: (file: string) => Promise<string>,
): Promise<Recipe> {
  if (files.includes('opads.yml')) return parseRecipe(await read('opads.yml'))
  const has = (name: string) => files.includes(name)
  if (has('package.json') && has('package-lock.json')) {
    const scripts = scriptsOf(await read('package.json'))
    if (scripts.start)
      return recipe.parse({
        base: 'node',
        build: [['npm', 'ci'], ...(scripts.build ? [['npm', 'run', 'build']] : [])],
        run: ['npm', 'start'],
      })
  }
  if (has('index.php')) return recipe.parse({ base: 'php' })
  if (has('index.html')) return recipe.parse({ base: 'static' })
  throw new Problem('source.nothing-to-run', { files: files.slice(0, 12) })
}

function scriptsOf(text: string): Readonly<Record<string, string>> {
  try {
    return (JSON.parse(text) as { scripts?: Record<string, string> | null }).scripts ?? {}
  } catch (cause) {
    const faults = [said('input.not-json')]
    throw new Problem('input.invalid', { source: 'package.json', count: 1, faults }, cause)
  }
}

/** Every fault with its path and line. */
export function parseRecipe(text: string): Recipe {
  const document = parseDocument(text)
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length
  const wrong = (faults: readonly Message[]) =>
    new Problem('input.invalid', { source: 'opads.yml', count: faults.length, faults })
  if (document.errors.length > 0)
    throw wrong(
      document.errors.map((error) =>
        inputFault(
          said('input.only-line', { line: lineAt(error.pos[0]) }),
          said('input.said', { said: error.message.split('\n')[0]! }),
        ),
      ),
    )
  const { data, error } = recipe.safeParse(document.toJS() ?? {})
  if (!error) return data
  const fault = (path: readonly PropertyKey[], wrong: Message) => {
    const known = path.filter((part) => typeof part !== 'symbol')
    const node = document.getIn(known, true) as { range?: [number, number, number] } | undefined
    const name = known.join('.') || said('input.whole-file')
    return inputFault(
      node?.range ? said('input.line', { path: name, line: lineAt(node.range[0]) }) : name,
      wrong,
    )
  }
  throw wrong(
    error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => fault([...issue.path, key], said('input.unknown-key')))
        : fault(issue.path, whatIsWrong(issue)),
    ),
  )
}
