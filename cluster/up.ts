/** Brings a cluster up: compares wanted and observed state, and has Ansible fix only what differs. Each step can be repeated. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '@opads/kernel/problem'
import type { Kube } from '@opads/world/kube/client'
import { type PlaybookRun, runPlaybook } from './ansible.ts'
import type { Milestone } from './contract.ts'
import { sentenceOf } from './differences.ts'
import { cutStep, recordedSteps } from './journal.ts'
import { fetchKubeconfig, hasKubeconfig, kubeconfigOf } from './kubeconfig.ts'
import type { Layout } from './layout.ts'
import { observe } from './observe.ts'
import { deleteOldObjects, recordObjects } from './old-objects.ts'
import { newPlan, type Plan, planOf } from './plan.ts'
import { type ClusterTools, inventoryOf, isNew, prepare } from './prepare.ts'
import { waitForNodes, waitForWorkloads } from './ready.ts'
import { knownWanted, wantedOf } from './render-wanted.ts'
import type { Stage } from './stage.ts'
import type { WantedCluster } from './wanted.ts'

type ClusterPlan = { readonly plan: Plan; readonly wanted: WantedCluster }
/** `seconds`: step → duration; tasks of Ansible among them. */
type ClusterRun = { readonly plan: Plan; readonly seconds: readonly (readonly [string, number])[] }

/** Task of the playbook → what answers by the time that the task starts. */
const milestones: Readonly<Record<string, Milestone>> = {
  'Make the control plane': 'registry',
  "Apply the cluster's own objects": 'api',
}

/** Changes no host. */
export async function planCluster(layout: Layout, tools: ClusterTools): Promise<ClusterPlan> {
  return compare(layout, await prepare(layout, tools), tools)
}

async function compare(layout: Layout, staged: Stage, tools: ClusterTools): Promise<ClusterPlan> {
  tools.note('asking the roles what hosts should have')
  const wanted = await wantedOf(layout, staged, tools)
  tools.note('asking the hosts what they have')
  return { plan: planOf(await differencesOf(layout, wanted, tools), wanted, layout), wanted }
}

/** @param reached called once per milestone when it answers; not called if nothing differs */
export async function clusterUp(
  layout: Layout,
  tools: ClusterTools,
  reached: (milestone: Milestone) => void = () => {},
): Promise<ClusterRun> {
  const { folder, note, exec } = tools
  const journal = join(folder, 'cluster.jsonl')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const cut = await cutStep(journal)
  if (cut !== undefined) note(`going on after a run that was cut in "${cut}"`)
  const { step, seconds } = recordedSteps(journal, tools.now)

  const { plan, wanted } = await step('plan', () => planOrNew(layout, tools))
  if (!plan.isNew && plan.differences.length === 0) {
    if (!(await hasKubeconfig(folder))) await fetchKubeconfig(layout, folder, exec)
    await withKube(tools, async (kube) => deleteOldObjects((await wanted).objects, kube)) // records them
    return { plan, seconds }
  }
  for (const one of plan.isNew ? [] : plan.differences) note(sentenceOf(one))
  if (!plan.isNew && plan.differences.some((one) => one.kind === 'object') && (await hasKubeconfig(folder)))
    await withKube(tools, async (kube) => recordObjects((await wanted).objects, kube)).catch(() => {}) // the API may be what is broken
  let kubeconfig: Promise<void> | undefined
  const run = await step('ansible', () =>
    play(plan, tools, (task) => {
      const [, milestone] = Object.entries(milestones).find(([name]) => task.endsWith(name)) ?? []
      if (milestone === 'registry') reached(milestone)
      if (milestone !== 'api' || !plan.isNew) return
      kubeconfig = fetchKubeconfig(layout, folder, exec)
      kubeconfig.then(
        () => reached('api'),
        () => {}, // `verify` awaits it and throws
      )
    }),
  )
  seconds.push(...run.seconds.map(([task, took]) => [`  ${task}`, took] as [string, number]))
  await step('verify', async () => {
    await (kubeconfig ?? fetchKubeconfig(layout, folder, exec))
    await verify(layout, await wanted, tools)
  })
  return { plan, seconds }
}

/** A new cluster is not compared first, because everything is made; the wanted state is rendered while Ansible works. */
async function planOrNew(
  layout: Layout,
  tools: ClusterTools,
): Promise<{ readonly plan: Plan; readonly wanted: Promise<WantedCluster> }> {
  const staged = await prepare(layout, tools)
  if ((await knownWanted(staged, tools)) !== undefined || !(await isNew(layout, tools.exec))) {
    const { plan, wanted } = await compare(layout, staged, tools)
    return { plan, wanted: Promise.resolve(wanted) }
  }
  const wanted = wantedOf(layout, staged, tools)
  wanted.catch(() => {}) // `verify` awaits it and throws
  return { plan: newPlan(layout), wanted }
}

/** Deletes old objects, waits until nodes and workloads are ready; nothing may differ any more. @throws Problem `cluster.still-differs` */
async function verify(layout: Layout, wanted: WantedCluster, tools: ClusterTools): Promise<void> {
  await withKube(tools, async (kube) => {
    await deleteOldObjects(wanted.objects, kube)
    const [left] = await Promise.all([
      observe(layout, wanted, tools.exec, kube),
      waitForNodes(layout, kube),
      waitForWorkloads(layout, kube),
    ])
    if (left.length > 0)
      throw new Problem('cluster.still-differs', {
        count: left.length,
        differences: left.map(sentenceOf).join('; '),
      })
  })
}

async function withKube<T>(tools: ClusterTools, work: (kube: Kube) => Promise<T>): Promise<T> {
  const kube = await tools.kube(kubeconfigOf(tools.folder))
  try {
    return await work(kube)
  } finally {
    await kube.close()
  }
}

async function play(
  { isNew: makesAll, tags, hosts }: Plan,
  tools: ClusterTools,
  begun: (task: string) => void,
): Promise<PlaybookRun> {
  if (!makesAll && tags.length === 0) return { changed: [], seconds: [] }
  return runPlaybook(
    'k8s.yml',
    makesAll ? ['--skip-tags', 'tidy'] : ['--tags', tags.join(), '--limit', hosts.join()],
    {
      ...tools,
      inventory: inventoryOf(tools.folder),
      note: (task) => {
        tools.note(task)
        begun(task)
      },
    },
  )
}

async function differencesOf(layout: Layout, wanted: WantedCluster, { exec, kube, folder }: ClusterTools) {
  const client = (await hasKubeconfig(folder)) ? await kube(kubeconfigOf(folder)) : undefined
  try {
    return await observe(layout, wanted, exec, client)
  } finally {
    await client?.close()
  }
}
