/** `opads lab ssh`: onto a host, or a command on it, by the lab's own key. */
import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '@opads/kernel/problem'

/** Answers the exit code. @throws Problem `lab.unknown`, `input.invalid` */
export async function ssh(
  state: string,
  lab: string,
  [wanted = 'm1', ...command]: readonly string[],
): Promise<number> {
  const text = await readFile(join(state, lab, 'hosts.json'), 'utf8').catch((cause: unknown) => {
    throw new Problem('lab.unknown', { lab }, cause)
  })
  const { hosts } = JSON.parse(text) as {
    hosts: { name: string; address: string; ssh: { user: string; keyFile: string; knownHostsFile: string } }[]
  }
  const host = hosts.find((one) => one.name === wanted)
  if (!host)
    throw new Problem('input.invalid', {
      source: 'opads lab ssh',
      count: 1,
      faults: `no host "${wanted}", there are ${hosts.map((one) => one.name).join(', ')}`,
    })
  const words = [
    '-i',
    host.ssh.keyFile,
    '-o',
    `UserKnownHostsFile=${host.ssh.knownHostsFile}`,
    `${host.ssh.user}@${host.address}`,
    ...command,
  ]
  return new Promise((resolve) =>
    spawn('ssh', words, { stdio: 'inherit' }).on('close', (code) => resolve(code ?? 1)),
  )
}
