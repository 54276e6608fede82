/** Brings the cluster of a cloud up: what it should be, what is there, and only what lies between. Each part can be repeated. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '@opads/kernel/problem'
import type { Certificates } from '@opads/world/certificates'
import type { Kube } from '@opads/world/kube/client'
import { type PlaybookRun, runPlaybook } from './ansible.ts'
import { sentenceOf } from './differences.ts'
import { ensureIdentity } from './identity.ts'
import { inventoryText } from './inventory.ts'
import { appendTo, cutStep } from './journal.ts'
import type { Layout } from './layout.ts'
import { observe } from './observe.ts'
import { type Plan, planOf } from './plan.ts'
import { waitForNodes, waitForWorkloads } from './ready.ts'
import { onHost } from './remote.ts'
import { wantedOf } from './spoken.ts'
import { type StageTools, stage } from './stage.ts'
import type { WantedCluster } from './wanted.ts'

export type ClusterTools = StageTools & {
  readonly certificates: Certificates
  /** By a kubeconfig. */
  readonly kube: (kubeconfig: string) => Promise<Kube>
  /** `/var/lib/opads/<cloud>` */
  readonly folder: string
  readonly playbooks: string
  readonly note: (note: string) => void
  readonly now: () => number
}
export type ClusterPlan = { readonly plan: Plan; readonly wanted: WantedCluster }
/** `seconds`: step → how long it took; tasks of Ansible among them. */
export type ClusterRun = { readonly plan: Plan; readonly seconds: readonly (readonly [string, number])[] }

/** Writes only this machine's own files: authorities, stage, inventory. Hosts are asked, not changed. */
export async function planCluster(layout: Layout, tools: ClusterTools): Promise<ClusterPlan> {
  const { exec, folder, certificates } = tools
  const inventory = join(folder, 'inventory')
  const stageFolder = join(folder, 'stage')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await ensureIdentity(folder, layout, exec, certificates)
  tools.note('laying out programs and images')
  const staged = await stage(stageFolder, layout, tools)
  await writeFile(inventory, inventoryText(layout, folder, stageFolder))
  tools.note('asking the roles what hosts should have')
  const wanted = await wantedOf(layout, staged, { ...tools, inventory })
  tools.note('asking the hosts what they have')
  const plan = planOf(await differencesOf(layout, wanted, tools), wanted, layout)
  return { plan, wanted }
}

export async function clusterUp(layout: Layout, tools: ClusterTools): Promise<ClusterRun> {
  const { folder, note, now } = tools
  const journal = join(folder, 'cluster.jsonl')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const cut = await cutStep(journal)
  if (cut !== undefined) note(`going on after a run that was cut in "${cut}"`)
  const seconds: [string, number][] = []
  const step = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const started = now()
    const record = (event: 'started' | 'done' | 'failed') =>
      appendTo(journal, {
        step: name,
        event,
        at: new Date(now()).toISOString(),
        seconds: (now() - started) / 1000,
      })
    await record('started')
    try {
      const answer = await work()
      await record('done')
      seconds.push([name, (now() - started) / 1000])
      return answer
    } catch (failure) {
      await record('failed')
      throw failure
    }
  }

  const { plan, wanted } = await step('plan', () => planCluster(layout, tools))
  if (plan.differences.length === 0) {
    if (await isMissing(join(folder, 'kubeconfig'))) await fetchKubeconfig(layout, tools)
    return { plan, seconds }
  }
  for (const one of plan.isNew ? [] : plan.differences) note(sentenceOf(one))
  const run = await step('ansible', () => play(plan, tools))
  seconds.push(...run.seconds.map(([task, took]) => [`  ${task}`, took] as [string, number]))
  await step('ready', async () => {
    await fetchKubeconfig(layout, tools)
    const kube = await tools.kube(join(folder, 'kubeconfig'))
    await waitForNodes(layout, kube)
    await waitForWorkloads(wanted.objects, kube)
    await kube.close()
  })
  await step('judge', async () => {
    const left = await differencesOf(layout, wanted, tools)
    if (left.length > 0)
      throw new Problem('cluster.not-mended', {
        count: left.length,
        differences: left.map(sentenceOf).join('; '),
      })
  })
  return { plan, seconds }
}

const play = ({ isNew, tags, hosts }: Plan, tools: ClusterTools): Promise<PlaybookRun> =>
  runPlaybook('k8s.yml', isNew ? ['--skip-tags', 'tidy'] : ['--tags', tags.join(), '--limit', hosts.join()], {
    ...tools,
    inventory: join(tools.folder, 'inventory'),
  })

async function differencesOf(layout: Layout, wanted: WantedCluster, { exec, kube, folder }: ClusterTools) {
  const kubeconfig = join(folder, 'kubeconfig')
  const client = (await isMissing(kubeconfig)) ? undefined : await kube(kubeconfig)
  try {
    return await observe(layout, wanted, exec, client)
  } finally {
    await client?.close()
  }
}

async function fetchKubeconfig({ hosts, groups }: Layout, { exec, folder }: ClusterTools): Promise<void> {
  const master = hosts.find((host) => host.name === groups.masters[0])!
  const { stdout } = await exec(onHost(master, 'cat', '/etc/kubernetes/admin.conf'))
  const path = join(folder, 'kubeconfig')
  await writeFile(`${path}.new`, stdout, { mode: 0o600 })
  await rename(`${path}.new`, path)
}

const isMissing = (path: string) =>
  readFile(path).then(
    () => false,
    () => true,
  )
