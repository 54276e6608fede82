/** Starts a host's container, and waits until its systemd has booted. */
import type { Exec } from '@opads/world/exec'
import { waitFor } from '@opads/world/wait'
import { containerName, docker, type HostPlan } from './docker.ts'
import { missingOf } from './host-container.ts'

/** Completes what a killed run left: no container, one without its second network, one that never started or was stopped. */
export async function startHost(plan: HostPlan, exec: Exec, note: (note: string) => void): Promise<void> {
  const missing = missingOf(await inspected(containerName(plan.lab, plan.name), exec), plan)
  if (missing.length > 0) note(`starting host ${plan.name}`)
  for (const argv of missing) await exec(argv)
}

/** Output of `docker inspect`; `undefined` if there is no such container. */
export async function inspected(name: string, exec: Exec): Promise<string | undefined> {
  const { code, stdout } = await exec(docker('inspect', name), { codes: [0, 1] })
  return code === 0 ? stdout : undefined
}

/** Returns the public key of its ssh server. */
export async function bootedHost(plan: HostPlan, exec: Exec): Promise<string> {
  const name = containerName(plan.lab, plan.name)
  await waitFor(`host ${plan.name} to boot`, async () => {
    const { stdout } = await exec(docker('exec', name, 'systemctl', 'is-system-running'), { codes: 'any' })
    return ['running', 'degraded'].includes(stdout.trim())
  })
  const { stdout } = await exec(docker('exec', name, 'cat', '/etc/ssh/ssh_host_ed25519_key.pub'))
  return stdout.trim()
}
