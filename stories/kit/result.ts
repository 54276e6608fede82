/** The last result of a story that is not in every test: `stories/results/<name>.json`, committed. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { exec } from '@opads/world/exec'

const home = join(import.meta.dirname, '../..')
const folder = join(home, 'stories/results')

/** `at`: ISO 8601, UTC. `commit`: of the tested checkout. `figures`: measurements, with units in their keys. */
type Result = {
  readonly at: string
  readonly commit: string
  readonly passed: boolean
  readonly seconds: number
  readonly figures: Readonly<Record<string, number | string>>
}

/** @param part of the story, if it runs on several machines: one result each */
export async function keepResult(
  name: string,
  part: string,
  found: Omit<Result, 'at' | 'commit'>,
): Promise<void> {
  const path = join(folder, `${name}.json`)
  const known = await readFile(path, 'utf8').catch(() => '{}')
  const { parts = {} } = JSON.parse(known) as { parts?: Record<string, Result> }
  const { stdout } = await exec(['git', '-C', home, 'rev-parse', '--short', 'HEAD'])
  const result: Result = { at: new Date().toISOString(), commit: stdout.trim(), ...found }
  await mkdir(folder, { recursive: true })
  await writeFile(path, `${JSON.stringify({ name, parts: { ...parts, [part]: result } }, null, 2)}\n`)
}
