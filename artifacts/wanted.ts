/** The recipes that a person named. Pure. */
import { nearest } from '@opads/kernel/nearest'
import { Problem } from '@opads/kernel/problem'
import type { Recipe } from './recipe.ts'
import { recipes } from './recipes.ts'

/** In the order in which they are built. @throws Problem `artifact.unknown` with all unknown names */
export function wantedRecipes(names: readonly string[]): readonly Recipe[] {
  const unknown = names.filter((name) => !known.includes(name))
  if (unknown.length > 0)
    throw new Problem('artifact.unknown', {
      artifacts: unknown.map(named).join(', '),
      known: known.join(', '),
    })
  return recipes.filter((recipe) => names.includes(recipe.name))
}

const known = recipes.map((recipe) => recipe.name)

function named(name: string): string {
  const near = nearest(name, known)
  return `"${name}"${near === undefined ? '' : ` (did you mean ${near}?)`}`
}
