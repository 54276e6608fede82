/** The first part of the way: one step with all that it needs. Pure. */
import { Problem } from '@opads/kernel/problem'
import type { Step } from '@opads/kernel/step'
import { pages } from './help.ts'

/**
 * @param id of the last step; empty: all steps
 * @throws Problem `use.faults` naming the steps that there are
 */
export function stepsUntil<World>(steps: readonly Step<World>[], id: string): readonly Step<World>[] {
  if (id === '') return steps
  if (!steps.some((step) => step.id === id))
    throw new Problem('use.faults', {
      source: 'opads up',
      count: 1,
      faults: `--until takes one of ${steps.map((step) => step.id).join(', ')}`,
      usage: pages.up.trimEnd(),
    })
  const byId = new Map(steps.map((step) => [step.id, step]))
  const wanted = new Set([id])
  for (const one of wanted) {
    const { needs, endsWith } = byId.get(one)! // a set also visits what is added meanwhile
    for (const more of endsWith === undefined ? needs : [...needs, endsWith]) wanted.add(more)
  }
  return steps.filter((step) => wanted.has(step.id))
}
