/** `opads test`: the tiers of tests, each a process of its own. */
import { exec } from '@opads/world/exec'

const page = `Use: opads test [--unit | --check | --component]
Runs checks, unit tests and component tests in this order and ends with one line: N passed, N failed, N skipped.
`

export async function run(words: readonly string[]): Promise<number> {
  if (words.includes('--help') || words.includes('-h')) {
    process.stdout.write(page)
    return 0
  }
  const tool = new URL('../../tools/test.ts', import.meta.url).pathname
  const { code } = await exec([process.execPath, tool, ...words], {
    codes: 'any',
    onLine: (line) => process.stdout.write(`${line}\n`),
  })
  return code
}
