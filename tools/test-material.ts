/**
 * What component tests and stories start from: Debian programs, the programs and the images of a cloud. They are made before the first
 * test, so that no test's bound depends on how full the caches of a machine are.
 */
import { join } from 'node:path'
import { imagesOf, programsOf } from '@opads/parts/bill'
import { parts } from '@opads/up/parts'
import { exec } from '@opads/world/exec'
import { root } from './files.ts'
import { installTestPrograms } from './test-programs.ts'

const boundMs = 60 * 60_000

/** Without a word when nothing is missing. Only as root: else tests say themselves what they lack. */
export async function prepareTests(): Promise<void> {
  if (process.getuid?.() !== 0) return
  await installTestPrograms()
  await get('artifacts', programsOf(parts))
  await get('images', imagesOf(parts, 'container', 'preloaded', 'registry'))
}

async function get(room: string, names: readonly string[]): Promise<void> {
  await exec([join(root, 'opads'), room, 'get', ...names], {
    timeoutMs: boundMs,
    onLine: (line) => process.stdout.write(line.startsWith('●') ? '' : `${line}\n`),
  })
}
