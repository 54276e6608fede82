/** Starts a lab's entrance, and waits until it listens. */
import { connect } from 'node:net'
import { Problem } from '@opads/kernel/problem'
import type { Exec } from '@opads/world/exec'
import { waitFor } from '@opads/world/wait'
import { containerName, docker, type HostPlan } from './docker.ts'
import { entranceName, missingEntrance } from './entrance.ts'
import { inspected } from './start-host.ts'

/** @throws Problem `lab.no-entrance`, such as where another program listens there */
export async function startEntrance(plan: HostPlan, exec: Exec): Promise<void> {
  const name = entranceName(plan.lab)
  const found = [containerName(plan.lab, plan.name), name].map((one) => inspected(one, exec))
  const [host, entrance] = await Promise.all(found)
  const missing = missingEntrance(host, entrance, plan)
  if (missing.length === 0) return
  const address = plan.entrance!
  // A frozen process of ours still takes connections.
  if (!missing[0]!.includes('unpause') && (await isListening(address)))
    throw new Problem('lab.no-entrance', { address, why: 'another program listens there' })
  for (const argv of missing) await exec(argv)
  await waitFor(`${address} to listen`, () => isListening(address), { boundMs: 10_000, everyMs: 50 }).catch(
    async (cause: unknown) => {
      const { stdout, stderr } = await exec(docker('logs', '--tail', '1', name), { codes: 'any' })
      throw new Problem('lab.no-entrance', { address, why: (stderr || stdout).trim() || 'no answer' }, cause)
    },
  )
}

function isListening(address: string): Promise<boolean> {
  const [host, port] = address.split(':') as [string, string]
  return new Promise((resolve) => {
    const socket = connect(Number(port), host)
    socket.once('error', () => resolve(false))
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
  })
}
