/** The hosts of a cloud. Its address and its choice of parts are kept from here on: hosts cannot change their published port. */
import type { Step } from '@opads/kernel/step'
import { addressAhead, keepAddress } from '../address.ts'
import { askUnlessBusy } from '../foresee.ts'
import { keepChoice } from '../kept-choice.ts'
import type { Words } from '../words.ts'
import type { UpWorld } from '../world.ts'
import { roomStep } from './room.ts'

export function hostsStep({ cloud, listen }: Pick<Words, 'cloud' | 'listen'>): Step<UpWorld> {
  const options = ['--cloud', cloud, '--hosts', '1', '--listen', listen]
  const step = roomStep({
    id: 'hosts',
    title: 'Hosts',
    room: 'lab',
    args: ['up', ...options],
    needs: ['machine'],
    estimateSeconds: 40,
  })
  return {
    ...step,
    foresee: (world, earlier) =>
      askUnlessBusy(['machine'], earlier, async () => {
        const answer = await world.room('lab', ['plan', ...options, '--json'])
        const { changes } = JSON.parse(answer) as { readonly changes: readonly string[] }
        return [...(await addressAhead(world.words, world.folder)), ...changes]
      }),
    run: async (world, report) => {
      await keepAddress(world.words, world.folder)
      await keepChoice(world.choice, world.folder)
      return step.run(world, report)
    },
  }
}
