/** The parts of a cluster, by the sizes of its groups of hosts and the optional parts that were chosen. Pure. */
import { catalogue } from '@opads/parts/catalogue'
import type { Part } from '@opads/parts/part'
import { resolve } from '@opads/parts/resolve'
import type { Layout } from './layout.ts'

export const partsOf = ({ groups, choice }: Pick<Layout, 'groups' | 'choice'>): readonly Part[] =>
  resolve(catalogue, {
    ...choice,
    size: {
      masters: groups.masters.length,
      etcds: groups.etcds.length,
      nodes: groups.nodes.length,
      balancers: groups.balancers.length,
      registry: groups.registry.length,
    },
  })
