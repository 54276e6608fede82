/** `--against REV`: what is wrong with it, and where its result goes. Pure. */
import type { Bench } from './kit.ts'

/** @param isKnown whether this clone has the commit */
export const againstFaults = (
  wanted: readonly Pick<Bench, 'name' | 'comparesCommits'>[],
  revision: string,
  isKnown: boolean,
): readonly string[] => [
  ...wanted
    .filter(({ comparesCommits }) => !comparesCommits)
    .map(({ name }) => `--against is not for "${name}", which measures this checkout alone`),
  ...(isKnown ? [] : [`--against ${revision}: this clone has no such commit`]),
]

/** In `results/`. A comparison does not replace the result of this checkout alone, nor that with another commit. */
export const resultFile = (name: string, revision: string | undefined): string =>
  revision === undefined ? `${name}.json` : `${name}-against-${revision.replaceAll(/[^\w.-]/g, '-')}.json`
