/** Bundles our own programs: one file each, with everything that it imports. That halves the memory of a process. */
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { programFolder } from './checkout.ts'
import type { Entry } from './entry.ts'

/** Path of a program's bundle in the image: `pluto/main.ts` → `opads/pluto/main.mjs`. */
const bundlePath = (program: string) => `${programFolder}/${program.replace(/\.ts$/, '.mjs')}`

/**
 * A bundle has the folder of its source, so that `import.meta.dirname` stays the same; names are kept for stack traces.
 *
 * @param programs paths from the checkout's root
 * @param draft an empty folder
 */
export async function bundleEntries(
  home: string,
  programs: readonly string[],
  draft: string,
): Promise<readonly Entry[]> {
  const { build } = await import('rolldown') // takes 60 ms, so only where a bundle is made
  return Promise.all(
    programs.map(async (program): Promise<Entry> => {
      const path = bundlePath(program)
      const source = join(draft, path)
      await build({
        cwd: home, // so that source names in the bundle do not have the checkout's path
        input: join(home, program),
        platform: 'node',
        logLevel: 'warn',
        output: { file: source, format: 'esm', codeSplitting: false },
      })
      return { kind: 'file', path, mode: 0o644, source, size: (await stat(source)).size }
    }),
  )
}
