/** Third-party programs, built or from the cache. */
import type { Step } from '@opads/kernel/step'
import type { UpWorld } from '../world.ts'
import { roomStep } from './room.ts'

/** Programs of a single cloud; the longest build first. */
const programs: readonly string[] = [
  'kubernetes-1.37.2', 'etcd-3.7.3', 'containerd', 'runc', 'crictl', 'cni-plugins', 'registry', 'cni-flannel', 'flannel', 'coredns', 'metrics-server', 'local-volumes',
] // biome-ignore format: a list of names

export const programsStep: Step<UpWorld> = {
  ...roomStep({
    id: 'programs',
    title: 'Programs',
    room: 'artifacts',
    args: ['get', ...programs],
    estimateSeconds: 900,
  }),
  isDone: async ({ room }) => {
    const rows = JSON.parse(await room('artifacts', ['list', '--json'])) as {
      name: string
      isCached: boolean
    }[]
    return programs.every((name) => rows.some((row) => row.name === name && row.isCached))
  },
}
