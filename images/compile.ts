/** Compiles our own C programs with the compiler of the lock file: the same source gives the same bytes on every machine. */
import { mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Compiler } from '@opads/world/compiler'
import type { Exec } from '@opads/world/exec'
import { Replaced } from './replaced.ts'

/** Everything that affects the output. `compiler`: the compiler's key. */
export type CInputs = {
  readonly source: string
  readonly flags: readonly string[]
  readonly compiler: string
}
type CTools = { readonly exec: Exec; readonly compiler: Compiler }

const flags = ['-static', '-Os', '-s', '-Wl,--build-id=none']

export const cInputs = async (file: string, { compiler }: CTools): Promise<CInputs> => ({
  source: await readFile(file, 'utf8'),
  flags,
  compiler: await compiler.key(),
})

/** Returns the target. @throws Replaced */
export async function compiled(inputs: CInputs, target: string, { exec, compiler }: CTools): Promise<string> {
  await mkdir(dirname(target), { recursive: true })
  await compiler.use(async ({ key, programs }) => {
    if (key !== inputs.compiler) throw new Replaced()
    const argv = [join(programs, 'gcc'), ...inputs.flags, '-x', 'c', '-o', target, '-'] as const
    await exec(argv, { input: inputs.source })
  })
  return target
}
