/** All checks, in the order in which they are shown: of this machine, then the checks of parts, then the cloud as a whole. */

import type { Check } from '@opads/parts/part'
import { checkWorld } from '../check-world.ts'
import type { UpWorld } from '../world.ts'
import { cloudCheck } from './cloud.ts'
import { diskCheck } from './disks.ts'
import { folderCheck } from './folder.ts'
import { labCheck } from './lab.ts'
import { memoryCheck } from './memory.ts'
import { packagesCheck } from './packages.ts'
import { registryChecks } from './registries.ts'

export const checksOf = ({ parts }: Pick<UpWorld, 'parts'>): readonly Check<UpWorld>[] => [
  packagesCheck,
  ...registryChecks,
  diskCheck,
  memoryCheck,
  labCheck,
  folderCheck,
  ...parts.flatMap(({ checks = [] }) =>
    checks.map(({ title, ask }): Check<UpWorld> => ({ title, ask: (world) => ask(checkWorld(world)) })),
  ),
  cloudCheck,
]
