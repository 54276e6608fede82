/**
 * Loaded before each test file, in the process that the runner starts for it: writes a line with what the file took when that process ends.
 * A file that is killed leaves none.
 */
import { appendFileSync } from 'node:fs'
import { relative } from 'node:path'
import type { FileUse } from './budget.ts'
import { cpuSeconds } from './cpu.ts'
import { root } from './files.ts'

const notes = process.env.OPADS_TEST_USES
delete process.env.OPADS_TEST_USES // what the test starts belongs to it and writes no line of its own
if (notes !== undefined) {
  const before = cpuSeconds()
  process.on('exit', () => {
    const use: FileUse = {
      path: relative(root, process.argv[1]!),
      seconds: performance.now() / 1000, // since the process began
      cpuSeconds: cpuSeconds() - before,
    }
    appendFileSync(notes, `${JSON.stringify(use)}\n`)
  })
}
