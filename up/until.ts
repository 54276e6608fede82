/** The first part of the way: one step with all that it needs. Pure. */

import { meant } from '@opads/kernel/nearest'
import { Problem } from '@opads/kernel/problem'
import type { Step } from '@opads/kernel/step'

/**
 * @param id of the last step; empty: all steps
 * @throws Problem `use.invalid` naming the steps that there are
 */
export function stepsUntil<World>(steps: readonly Step<World>[], id: string): readonly Step<World>[] {
  if (id === '') return steps
  const ids = steps.map((step) => step.id)
  if (!ids.includes(id))
    throw new Problem('use.invalid', {
      sentence: `--until takes one of ${ids.join(', ')}${meant(id, ids)}`,
      usage: 'opads up --until STEP',
    })
  const byId = new Map(steps.map((step) => [step.id, step]))
  const wanted = new Set([id])
  for (const one of wanted) {
    const { needs, endsWith } = byId.get(one)! // a set also visits what is added meanwhile
    for (const more of endsWith === undefined ? needs : [...needs, endsWith]) wanted.add(more)
  }
  return steps.filter((step) => wanted.has(step.id))
}
