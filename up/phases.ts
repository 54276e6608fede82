/** All steps from a fresh machine to a cloud with a sample application, each after those that it needs. */
import type { Step } from '@opads/kernel/step'
import { clusterSteps } from './steps/cluster.ts'
import { hostsStep } from './steps/hosts.ts'
import { ownImagesStep, programImagesStep, pushStep } from './steps/images.ts'
import { machineStep } from './steps/machine.ts'
import { partSteps } from './steps/parts.ts'
import { programsStep } from './steps/programs.ts'
import { sampleStep } from './steps/sample.ts'
import type { Words } from './words.ts'
import type { UpWorld } from './world.ts'

export function phases({ cloud, listen, file }: Words): readonly Step<UpWorld>[] {
  return [
    machineStep,
    programsStep,
    ownImagesStep,
    programImagesStep,
    hostsStep({ cloud, listen }),
    ...clusterSteps({ cloud, file }),
    pushStep,
    ...partSteps(),
    sampleStep,
  ]
}
