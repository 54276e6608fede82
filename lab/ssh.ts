/** `opads lab ssh`: a shell or a command on a host, with the lab's key. */
import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { invalidInput } from '@opads/kernel/invalid-input'
import { keptJson } from '@opads/kernel/kept-json'
import { Problem } from '@opads/kernel/problem'
import { hostsFileName } from './lab-folder.ts'

/** Returns the exit code. @throws Problem `lab.unknown`, `input.invalid`, `file.unreadable` */
export async function ssh(
  state: string,
  lab: string,
  [wanted = 'm1', ...command]: readonly string[],
): Promise<number> {
  const path = join(state, lab, hostsFileName)
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Problem('lab.unknown', { lab }, cause)
  })
  const { hosts } = keptJson<{
    hosts: { name: string; address: string; ssh: { user: string; keyFile: string; knownHostsFile: string } }[]
  }>(
    text,
    path,
    `Have it written anew: opads up --cloud ${lab}; of a lab without a cloud: opads lab up --cloud ${lab}`,
  )
  const host = hosts.find((one) => one.name === wanted)
  if (!host)
    throw invalidInput('opads lab ssh', [
      { path: 'HOST', message: `there is no "${wanted}", but ${hosts.map((one) => one.name).join(', ')}` },
    ])
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
