/** The administrator's kubeconfig, copied from the first master. */
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { writeDurably } from '@opads/world/durable'
import type { Exec } from '@opads/world/exec'
import type { Layout } from './layout.ts'
import { onHost } from './remote.ts'

export const kubeconfigOf = (folder: string): string => join(folder, 'kubeconfig')

export const hasKubeconfig = (folder: string): Promise<boolean> =>
  access(kubeconfigOf(folder)).then(
    () => true,
    () => false,
  )

export async function fetchKubeconfig({ hosts, groups }: Layout, folder: string, exec: Exec): Promise<void> {
  const master = hosts.find((host) => host.name === groups.masters[0])!
  const { stdout } = await exec(onHost(master, 'cat', '/etc/kubernetes/admin.conf'))
  await writeDurably(kubeconfigOf(folder), stdout)
}
