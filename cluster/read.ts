/** Reads a cluster's files: a person's `cluster.yml`, the lab's `hosts.json`, what `up` was given for the cloud. */
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { keptJson } from '@opads/kernel/kept-json'
import { Problem } from '@opads/kernel/problem'
import { writeDurably } from '@opads/world/durable'
import { type ClusterFile, refuse } from './cluster-file.ts'
import { addressFile, choiceFile, type HostsFile, hostsFile, type OperatorFile } from './contract.ts'
import { type Layout, layoutOf } from './layout.ts'
import { readOperator, readWritten, textOf } from './written.ts'

/** `text`: of cluster.yml, if there is one. */
export type Read = {
  readonly layout: Layout
  readonly folder: string
  readonly operator: OperatorFile
  readonly text: string | undefined
}

/**
 * @param state holds one folder per cloud
 * @param cloud as asked for; without it, the name in the file, or `main`
 * @param path  of cluster.yml; without one, the file that an earlier run kept; without that, one host is everything
 */
export async function readLayout(
  state: string,
  cloud: string | undefined,
  path: string | undefined,
): Promise<Read> {
  const kept = join(state, cloud ?? 'main', 'cluster.yml')
  const source = path ?? ((await textOf(kept)) === undefined ? undefined : kept)
  const { written, text } = await readWritten(cloud, source)
  const folder = join(state, written.file.name)
  const operator = await readOperator(written)
  const hint = hintOf(written.file.name)
  const read = async (name: string, otherwise: object): Promise<unknown> => {
    const text = await textOf(join(folder, name))
    return text === undefined ? otherwise : keptJson(text, join(folder, name), hint)
  }
  const { domain } = addressFile.parse(await read('address.json', {}))
  const choice = choiceFile.parse(await read('parts.json', { with: [], without: [] }))
  // `hosts.json` is needed only where the file names no hosts.
  const hosts = await foundHosts(written.file, join(folder, 'hosts.json'))
  return {
    layout: layoutOf(written, hosts, { domain, choice }),
    folder,
    operator,
    text,
  }
}

/** Keeps cluster.yml for later runs, and what builds get of it where `opads up` reads it. */
export async function keepWritten({ folder, text, operator }: Read): Promise<void> {
  if (text === undefined) return
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const [name, content] of [
    ['cluster.yml', text],
    ['operator.json', JSON.stringify(operator)],
  ] as const) {
    await writeDurably(join(folder, name), content)
  }
}

const hintOf = (cloud: string) =>
  `Have it written anew: opads up --cloud ${cloud}, with the words with which the cloud was made`

/** @throws Problem `cluster.no-hosts`, `file.unreadable`, `input.invalid` with every fault and its path */
async function foundHosts(file: ClusterFile, path: string): Promise<HostsFile | undefined> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    if (file.hosts) return undefined
    throw new Problem('cluster.no-hosts', { path }, cause)
  })
  if (text === undefined) return undefined
  const { data, error } = hostsFile.safeParse(keptJson(text, path, hintOf(file.name)))
  const faults = (error?.issues ?? []).map(({ path: at, message }) => ({ path: at.join('.'), message }))
  refuse(path, faults)
  return data
}
