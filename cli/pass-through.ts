/** Runs a program in the place of this one: same terminal, same exit code. */
import { spawn } from 'node:child_process'
import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** @param program started as `kubectl`, through a link of that name */
export async function passThrough(
  program: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'opads-'))
  const link = join(folder, 'kubectl')
  try {
    await symlink(program, link)
    return await new Promise((resolve, reject) => {
      // Ctrl-C reaches both; the program decides what it means.
      const child = spawn(link, words, { stdio: 'inherit', env: { ...process.env, ...environment } })
      child.on('error', reject)
      child.on('close', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)))
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
