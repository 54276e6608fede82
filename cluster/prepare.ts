/** What a run needs before it compares: authorities, the stage, the inventory. Writes files on this machine only. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Certificates } from '@opads/world/certificates'
import type { Exec } from '@opads/world/exec'
import type { Kube } from '@opads/world/kube/client'
import { ensureIdentity } from './identity.ts'
import { inventoryText } from './inventory.ts'
import type { Layout } from './layout.ts'
import { ownNameServers } from './name-servers.ts'
import { onHost } from './remote.ts'
import { type Stage, type StageTools, stage } from './stage.ts'

export type ClusterTools = StageTools & {
  readonly exec: Exec
  readonly certificates: Certificates
  /** By a kubeconfig. */
  readonly kube: (kubeconfig: string) => Promise<Kube>
  /** `/var/lib/opads/<cloud>` */
  readonly folder: string
  readonly playbooks: string
  readonly note: (note: string) => void
  readonly now: () => number
}
export const inventoryOf = (folder: string): string => join(folder, 'inventory')

export async function prepare(layout: Layout, tools: ClusterTools): Promise<Stage> {
  const { exec, folder, certificates, note } = tools
  const stageFolder = join(folder, 'stage')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  note('asking for programs and images')
  const [staged] = await Promise.all([
    stage(stageFolder, layout, tools),
    ensureIdentity(folder, layout, exec, certificates),
    writeInventory(layout, stageFolder, tools),
  ])
  return staged
}

async function writeInventory(layout: Layout, stageFolder: string, { exec, folder }: ClusterTools) {
  const variables = { ...layout.variables, ...(await ownNameServers(layout, exec)) }
  await writeFile(inventoryOf(folder), inventoryText({ ...layout, variables }, folder, stageFolder))
}

/** Whether kubeadm has not finished on the first master. */
export async function isNew({ hosts, groups }: Layout, exec: Exec): Promise<boolean> {
  const master = hosts.find((host) => host.name === groups.masters[0])!
  const { code } = await exec(onHost(master, 'test', '-e', '/var/lib/opads-host/kubeadm.sha256'), {
    codes: [0, 1],
  })
  return code === 1
}
