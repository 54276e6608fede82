/** The control groups of this machine. */
import { readFile } from 'node:fs/promises'
import { type Cgroup, cgroupOf } from './cgroup.ts'

/** @throws Problem `lab.no-cgroups` */
export async function cgroupHere(): Promise<Cgroup> {
  const controllers = await readFile('/sys/fs/cgroup/cgroup.controllers', 'utf8').catch(() => '') // v1 has none
  return cgroupOf(await readFile('/proc/self/mounts', 'utf8'), controllers)
}
