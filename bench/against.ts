/** What is wrong with `--against REV`. Pure. */
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
