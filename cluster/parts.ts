/** The parts of a cluster, by the sizes of its groups of hosts. Pure. */
import { catalogue } from '@opads/parts/catalogue'
import type { Part } from '@opads/parts/part'
import { resolve } from '@opads/parts/resolve'
import type { Layout } from './layout.ts'

export const partsOf = ({ groups }: Pick<Layout, 'groups'>): readonly Part[] =>
  resolve(catalogue, {
    masters: groups.masters.length,
    etcds: groups.etcds.length,
    nodes: groups.nodes.length,
    balancers: groups.balancers.length,
    registry: groups.registry.length,
  })
