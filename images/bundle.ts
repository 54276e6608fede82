/** Our own programs as bundles: one file each, with all that it imports. A process then holds half the memory of one that reads TypeScript and packages. */
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { programFolder } from './checkout.ts'
import type { Entry } from './entry.ts'

/** Where the bundle of a program stands in the image: `pluto/main.ts` → `opads/pluto/main.mjs`. */
export const bundlePath = (program: string) => `${programFolder}/${program.replace(/\.ts$/, '.mjs')}`

/**
 * Bundles stand where their source stands, so that `import.meta.dirname` says the same; names are kept for stack traces.
 *
 * @param programs paths from the checkout's root
 * @param draft an empty folder
 */
export async function bundleEntries(
  home: string,
  programs: readonly string[],
  draft: string,
): Promise<readonly Entry[]> {
  const { build } = await import('rolldown') // 60 ms that only a new bundle costs
  return Promise.all(
    programs.map(async (program): Promise<Entry> => {
      const path = bundlePath(program)
      const source = join(draft, path)
      await build({
        cwd: home, // names of sources in the bundle do not say where the checkout lies
        input: join(home, program),
        platform: 'node',
        logLevel: 'warn',
        output: { file: source, format: 'esm', codeSplitting: false },
      })
      return { kind: 'file', path, mode: 0o644, source, size: (await stat(source)).size }
    }),
  )
}
