/** The optional parts of a cloud: what was kept for it, changed by the options of a run. Pure. */
import { meant } from '@opads/kernel/nearest'
import { Problem } from '@opads/kernel/problem'
import type { Choice, Part } from './part.ts'

export const noChoice: Choice = { with: [], without: [] }

/**
 * @param kept from an earlier run; a part that only another checkout knows stays left out, or has to be taken out
 * @param said with this run; a part that is not named keeps what it has
 * @throws Problem `use.invalid` with every fault
 */
export function choose(parts: readonly Part[], kept: Choice, said: Choice): Choice {
  const names = parts.flatMap(({ name, optional }) => (optional === undefined ? [] : [name]))
  const next: Choice = {
    with: [...new Set([...without(kept.with, said.without), ...said.with])],
    without: [...new Set([...without(kept.without, said.with), ...said.without])],
  }
  const unknown = (option: keyof Choice, known: readonly string[]) =>
    without(said[option], known).map(
      (name) => `--${option} takes optional parts: ${known.join(', ')}; not "${name}"${meant(name, known)}`,
    )
  const strange = without(next.with, [...names, ...said.with])
  refuse([
    ...unknown('with', names),
    ...unknown('without', [...names, ...kept.with.filter((name) => !names.includes(name))]),
    ...said.with
      .filter((name) => said.without.includes(name))
      .map((name) => `"${name}" is behind both --with and --without`),
    ...strange.map(
      (name) =>
        `The cloud has part "${name}", which this checkout does not know: use the checkout that made it, or take the part out with --without ${name}`,
    ),
  ])
  return { ...next, without: next.without.filter((name) => names.includes(name)) }
}

const without = (list: readonly string[], others: readonly string[]) =>
  list.filter((one) => !others.includes(one))

function refuse(faults: readonly string[]): void {
  if (faults.length === 0) return
  throw new Problem('use.invalid', {
    sentence: faults.length === 1 ? faults[0] : `${faults.length} things are wrong:`,
    faults,
    usage: 'opads up [--with PART]… [--without PART]…',
  })
}

/** Parts that come or go by another choice. */
export type Change = { readonly part: Part; readonly comes: boolean }
export const changesOf = (before: readonly Part[], after: readonly Part[]): readonly Change[] => [
  ...after.filter((part) => !before.includes(part)).map((part) => ({ part, comes: true })),
  ...before.filter((part) => !after.includes(part)).map((part) => ({ part, comes: false })),
]
