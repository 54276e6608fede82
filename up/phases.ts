/** The whole way from a fresh machine to a cloud with a sample application, as one list: each step after those that it needs. */
import type { Step } from '@opads/kernel/step'
import { ownImagesStep, programImagesStep, pushStep } from './steps/images.ts'
import { machineStep } from './steps/machine.ts'
import { partSteps } from './steps/parts.ts'
import { programsStep } from './steps/programs.ts'
import { roomStep } from './steps/room.ts'
import { sampleStep } from './steps/sample.ts'
import type { Words } from './words.ts'
import type { UpWorld } from './world.ts'

export function phases({ cloud, listen, file }: Words): readonly Step<UpWorld>[] {
  return [
    machineStep,
    programsStep,
    ownImagesStep,
    programImagesStep,
    roomStep({
      id: 'hosts',
      title: 'Hosts',
      room: 'lab',
      args: ['up', '--name', cloud, '--hosts', '1', '--listen', listen],
      needs: ['machine'],
      estimateSeconds: 40,
    }),
    roomStep({
      id: 'cluster',
      title: 'Cluster',
      room: 'cluster',
      args: ['up', '--cloud', cloud, ...(file ? ['--file', file] : [])],
      needs: ['images', 'hosts'],
      estimateSeconds: 45,
    }),
    pushStep,
    ...partSteps(),
    sampleStep,
  ]
}
