/** The machine's own container engine, asked over its socket, because the machine may lack the client. */
import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { machineSocket } from './docker.ts'

/** `folder`: where it keeps images, containers and volumes. */
type MachineEngine = { readonly folder: string }

/** `undefined` if none answers, or another program does. */
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
