/** All questions, in the order in which they are shown: of this machine, then the checks of parts, then the cloud as a whole. */

import { checkWorld } from '../check-world.ts'
import type { UpWorld } from '../world.ts'
import { cloudQuestion } from './cloud.ts'
import { diskQuestion } from './disks.ts'
import { folderQuestion } from './folder.ts'
import { labQuestion } from './lab.ts'
import { memoryQuestion } from './memory.ts'
import { packagesQuestion } from './packages.ts'
import type { Question } from './question.ts'
import { registryQuestions } from './registries.ts'

export const questionsOf = ({ parts }: Pick<UpWorld, 'parts'>): readonly Question[] => [
  packagesQuestion,
  ...registryQuestions,
  diskQuestion,
  memoryQuestion,
  labQuestion,
  folderQuestion,
  ...parts.flatMap(({ checks = [] }) =>
    checks.map(({ title, ask }): Question => ({ title, ask: (world) => ask(checkWorld(world)) })),
  ),
  cloudQuestion,
]
