/** The parts of a cloud that `up` makes: one host is everything. Pure. */
import { catalogue } from '@opads/parts/catalogue'
import { type Change, changesOf, choose } from '@opads/parts/choice'
import type { Choice, Cloud, Manifest, Part } from '@opads/parts/part'
import { chosenOf, hasHosts, resolve, single } from '@opads/parts/resolve'

export const size = single
/** Where nobody chose. */
export const defaultParts: readonly Part[] = resolve(catalogue, { size })

/** `changes`: parts that come or go with this run. */
export type CloudParts = {
  readonly choice: Choice
  readonly parts: readonly Part[]
  readonly changes: readonly Change[]
}

/** @throws Problem `use.invalid` for names that are no optional parts; what `resolve` refuses */
export function partsFor(kept: Choice, said: Choice, all: readonly Part[] = catalogue): CloudParts {
  const choice = choose(all, kept, said)
  return {
    choice,
    parts: resolve(all, { size, ...choice }),
    changes: changesOf(chosenOf(all, kept), chosenOf(all, choice)),
  }
}

/** Of a cloud that may have been made by another checkout, without a refusal. */
export const partsAsKept = (choice: Choice): CloudParts => ({
  choice,
  parts: chosenOf(catalogue, choice).filter((part) => hasHosts(part, size)),
  changes: [],
})

/** Whoever sets no field of an object is no manager of it: with a label, each object has its applier among its managers. */
const ours = { 'app.kubernetes.io/managed-by': 'opads-up' }

/** The objects of a part, in the order of applying: namespaces, then definitions of kinds, then all others. */
export function objectsOf({ install }: Part, cloud: Cloud): readonly Manifest[] {
  if (install.by !== 'objects') return []
  const rank = ({ kind }: Manifest) =>
    kind === 'Namespace' ? 0 : kind === 'CustomResourceDefinition' ? 1 : 2
  return install
    .objects(cloud)
    .map((object) => ({
      ...object,
      metadata: { ...object.metadata, labels: { ...object.metadata.labels, ...ours } },
    }))
    .sort((one, other) => rank(one) - rank(other))
}
