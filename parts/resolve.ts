/** Which parts a cloud of some size consists of, each after those that it needs. Pure. */
import { Problem } from '@opads/kernel/problem'
import type { Choice, Part, Size } from './part.ts'

/** One host is everything. */
export const single: Size = { masters: 1, etcds: 1, nodes: 1, balancers: 0, registry: 1 }

/**
 * Left out are optional parts that were not chosen, and parts of hosts that no group of this size has.
 * @throws Problem `parts.unknown-need`, `parts.needed`, `parts.taken-twice`, `parts.circle`; `parts.faults` where there are several
 */
export function resolve(
  parts: readonly Part[],
  { size, ...choice }: { readonly size: Size } & Partial<Choice>,
): readonly Part[] {
  const chosen = chosenOf(parts, choice)
  const present = chosen.filter((part) => hasHosts(part, size))
  const leftOut = parts.filter((part) => !chosen.includes(part))
  const faults = [...missingNeeds(present, leftOut), ...takenTwice(present)]
  const { ordered, circle } = inOrder(present)
  if (circle.length > 0) faults.push(new Problem('parts.circle', { parts: circle.join(', ') }))
  if (faults.length === 1) throw faults[0]
  if (faults.length > 1)
    throw new Problem('parts.faults', {
      count: faults.length,
      faults: faults.map((fault) => fault.message).join('; '),
    })
  return ordered
}

/** Without the optional parts that nobody asked for, or that were left out. */
export const chosenOf = (
  parts: readonly Part[],
  { with: wanted = [], without = [] }: Partial<Choice>,
): readonly Part[] =>
  parts.filter(
    ({ name, optional }) =>
      optional === undefined || (optional === 'included' ? !without.includes(name) : wanted.includes(name)),
  )

/** Whether a cloud of this size has hosts for it. */
export const hasHosts = ({ install }: Part, size: Size): boolean =>
  install.by !== 'playbook' ||
  Object.values(install.tags)
    .flat()
    .some((group) => size[group] > 0)

const namesOf = ({ name, provides = [] }: Part): readonly string[] => [name, ...provides]

/** A need that nothing gives, or only parts that were left out. */
function missingNeeds(present: readonly Part[], leftOut: readonly Part[]): Problem[] {
  const known = new Set(present.flatMap(namesOf))
  const missing = present.flatMap(({ name, needs }) =>
    needs.filter((need) => !known.has(need)).map((need) => ({ name, need })),
  )
  return [...Map.groupBy(missing, ({ need }) => need)].flatMap(([need, needing]) => {
    const givers = leftOut.filter((part) => namesOf(part).includes(need)).map(({ name }) => name)
    const parts = needing.map(({ name }) => name).join(', ')
    return givers.length > 0
      ? [new Problem('parts.needed', { part: givers.join(' or '), parts })]
      : needing.map(({ name }) => new Problem('parts.unknown-need', { part: name, need }))
  })
}

/** Names, namespaces, ports and folders that two parts claim. */
function takenTwice(parts: readonly Part[]): Problem[] {
  const claims = parts.flatMap((part) => [
    ...namesOf(part).map((name) => [`the name ${name}`, part.name] as const),
    ...(part.namespaces ?? []).map((namespace) => [`namespace ${namespace}`, part.name] as const),
    ...(part.ports ?? []).map((port) => [`port ${port}`, part.name] as const),
    ...(part.state ?? []).map(({ path }) => [`folder ${path}`, part.name] as const),
  ])
  return [...Map.groupBy(claims, ([what]) => what)].flatMap(([what, claimed]) =>
    claimed.length > 1
      ? [new Problem('parts.taken-twice', { what, parts: claimed.map(([, name]) => name).join(', ') })]
      : [],
  )
}

/** Parts in their order, and those that wait for each other. */
function inOrder(parts: readonly Part[]): {
  readonly ordered: readonly Part[]
  readonly circle: readonly string[]
} {
  const ordered: Part[] = []
  const all = new Set(parts.flatMap(namesOf))
  let left = [...parts]
  for (;;) {
    const there = new Set(ordered.flatMap(namesOf))
    const next = left.find(({ needs }) => needs.every((need) => there.has(need) || !all.has(need)))
    if (next === undefined) return { ordered, circle: left.map(({ name }) => name) }
    ordered.push(next)
    left = left.filter((part) => part !== next)
  }
}
