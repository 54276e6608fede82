/** All questions, in the order in which they are shown. */
import { cloudQuestion } from './cloud.ts'
import { diskQuestion } from './disks.ts'
import { folderQuestion } from './folder.ts'
import { hostsQuestion } from './hosts.ts'
import { labQuestion } from './lab.ts'
import { memoryQuestion } from './memory.ts'
import { packagesQuestion } from './packages.ts'
import type { Question } from './question.ts'
import { registryQuestions } from './registries.ts'

export const questions: readonly Question[] = [
  packagesQuestion,
  ...registryQuestions,
  diskQuestion,
  memoryQuestion,
  labQuestion,
  folderQuestion,
  hostsQuestion,
  cloudQuestion,
]
