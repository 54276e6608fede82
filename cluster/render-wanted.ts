/**
 * The wanted state of hosts, declared by the roles: renders `playbooks/wanted.yml` and keeps the result as digests until an input changes.
 */
import { createHash } from 'node:crypto'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { jsonOr } from '@opads/kernel/kept-json'
import { writeDurably } from '@opads/world/durable'
import type { Exec } from '@opads/world/exec'
import { entriesBelow, pathOf } from '@opads/world/walk'
import { runPlaybook } from './ansible.ts'
import type { Layout } from './layout.ts'
import { inventoryOf } from './prepare.ts'
import type { Stage } from './stage.ts'
import { type Rendered, type WantedCluster, wantedCluster } from './wanted.ts'

type RenderTools = {
  readonly exec: Exec
  readonly folder: string
  readonly playbooks: string
  readonly note: (note: string) => void
}

const fileOf = (folder: string) => join(folder, 'wanted.json')

/** The kept result, if no input has changed. */
export async function knownWanted(stage: Stage, tools: RenderTools): Promise<WantedCluster | undefined> {
  const text = await readFile(fileOf(tools.folder), 'utf8').catch(() => '')
  const kept = jsonOr<{ key: string; wanted: WantedCluster } | undefined>(text, undefined)
  return kept?.key === (await keyOf(stage, tools)) ? kept.wanted : undefined
}

/** Renders if an input has changed. `<folder>/wanted.json`: the result and the key of its inputs. */
export async function wantedOf(layout: Layout, stage: Stage, tools: RenderTools): Promise<WantedCluster> {
  const known = await knownWanted(stage, tools)
  if (known !== undefined) return known
  const path = fileOf(tools.folder)
  const key = await keyOf(stage, tools)
  const draft = join(tools.folder, 'wanted.draft')
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { mode: 0o700 })
  try {
    await runPlaybook('wanted.yml', ['-e', `wanted_folder=${draft}`], {
      ...tools,
      inventory: inventoryOf(tools.folder),
      note: () => {},
    })
    const rendered: Record<string, Rendered> = {}
    for (const { name } of layout.hosts)
      rendered[name] = JSON.parse(await readFile(join(draft, `${name}.json`), 'utf8')) as Rendered
    const wanted = wantedCluster(rendered, stage)
    await writeDurably(path, JSON.stringify({ key, wanted }))
    return wanted
  } finally {
    await rm(draft, { recursive: true, force: true }) // it has private keys
  }
}

/** A digest of everything that roles read: the inventory, the playbooks, authorities and accounts, the stage. */
async function keyOf(stage: Stage, { folder, playbooks }: RenderTools): Promise<string> {
  const hash = createHash('sha256').update(stage.key)
  const own = ['etcd-pki', 'kubernetes-pki', 'registry'].map((name) => join(folder, name))
  for (const tree of [playbooks, ...own])
    for (const entry of (await entriesBelow(tree))
      .filter((one) => one.isFile() && !/\.(pyc|md)$/.test(one.name))
      .map(pathOf)
      .sort())
      hash.update(entry).update(await readFile(entry))
  for (const file of [inventoryOf(folder), join(folder, 'ca.crt')]) hash.update(await readFile(file))
  return hash.digest('hex')
}
