/** Checks the npm lock files: every package has a digest and comes from a registry; one with an install script is allowed by name. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from './files.ts'
import { lockfileFaults } from './lockfile-rules.ts'

const faults: string[] = []
for (const path of ['package-lock.json', 'tools/bootstrap/package-lock.json']) {
  const lock: unknown = JSON.parse(await readFile(join(root, path), 'utf8'))
  faults.push(
    ...lockfileFaults(lock as Parameters<typeof lockfileFaults>[0]).map((fault) => `${path}: ${fault}`),
  )
}
for (const fault of faults) process.stderr.write(`${fault}\n`)
process.exitCode = faults.length === 0 ? 0 : 1
