/** The container engine that this machine runs anyway, asked over its socket: a machine need not have the client's program. */
import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { machineSocket } from './docker.ts'

/** `folder`: where it keeps images, containers and volumes. */
export type MachineEngine = { readonly folder: string }

/** Nothing where none answers, or another program does. */
export async function machineEngine(): Promise<MachineEngine | undefined> {
  const signal = AbortSignal.timeout(10_000)
  const call = request({ socketPath: machineSocket, path: '/info', signal }).end()
  try {
    const [answer] = (await once(call, 'response')) as [IncomingMessage]
    const text = (await answer.toArray()).join('')
    const { DockerRootDir: folder } = JSON.parse(text) as { DockerRootDir?: string }
    return folder === undefined ? undefined : { folder }
  } catch {
    return undefined
  }
}
