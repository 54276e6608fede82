/** All steps from a fresh machine to a cloud with a sample application, each after those that it needs. */
import type { Step } from '@opads/kernel/step'
import type { Part } from '@opads/parts/part'
import { clusterSteps } from './steps/cluster.ts'
import { hostsStep } from './steps/hosts.ts'
import { ownImagesStep, programImagesStep, pushStep } from './steps/images.ts'
import { machineStep } from './steps/machine.ts'
import { partSteps } from './steps/parts.ts'
import { programsStep } from './steps/programs.ts'
import { sampleSteps } from './steps/sample.ts'
import type { Words } from './words.ts'
import type { UpWorld } from './world.ts'

export function allSteps(
  { cloud, listen, file }: Pick<Words, 'cloud' | 'listen' | 'file'>,
  parts: readonly Part[],
): readonly Step<UpWorld>[] {
  const partsThere = partSteps(parts)
  return [
    machineStep,
    programsStep,
    ownImagesStep,
    programImagesStep,
    hostsStep({ cloud, listen }),
    ...clusterSteps({ cloud, file }),
    pushStep,
    ...partsThere,
    ...sampleSteps(
      parts,
      partsThere.map(({ id }) => id),
    ),
  ]
}
