/** The parts of a cloud that `up` makes: one host is everything. Pure. */
import { catalogue } from '@opads/parts/catalogue'
import type { Cloud, Manifest, Part } from '@opads/parts/part'
import { resolve, single } from '@opads/parts/resolve'

export const size = single
export const parts: readonly Part[] = resolve(catalogue, size)

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
