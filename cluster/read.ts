/** Reads what stands on disk about a cluster: a person's `cluster.yml`, the hosts of a lab. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '@opads/kernel/problem'
import { type ClusterFile, defaultCluster, parseClusterFile, refuse } from './cluster-file.ts'
import { type HostsFile, hostsFile } from './contract.ts'
import { type Layout, layoutOf } from './layout.ts'

/**
 * @param state folder with a folder a cloud
 * @param cloud as asked for; without it, the name in the file, or `main`
 * @param path  of cluster.yml; without one, one host is everything. `hosts.json` is needed only where the file names no hosts.
 */
export async function readLayout(
  state: string,
  cloud: string | undefined,
  path: string | undefined,
): Promise<{ readonly layout: Layout; readonly folder: string }> {
  const written =
    path === undefined ? defaultCluster(cloud ?? 'main') : parseClusterFile(await readWritten(path), path)
  const { name } = written.file
  if (cloud !== undefined && cloud !== name)
    refuse(written.source, [
      { path: 'name', line: written.lineOf(['name']), message: `is ${name}, but --cloud says ${cloud}` },
    ])
  const folder = join(state, name)
  return { layout: layoutOf(written, await foundHosts(written.file, join(folder, 'hosts.json'))), folder }
}

/** @throws Problem `cluster.no-file` */
async function readWritten(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Problem('cluster.no-file', { path }, cause)
  })
}

/** @throws Problem `cluster.no-hosts`, `input.invalid` with every fault and its path */
async function foundHosts(file: ClusterFile, path: string): Promise<HostsFile | undefined> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    if (file.hosts) return undefined
    throw new Problem('cluster.no-hosts', { path }, cause)
  })
  if (text === undefined) return undefined
  const { data, error } = hostsFile.safeParse(JSON.parse(text))
  const faults = (error?.issues ?? []).map(({ path: at, message }) => ({ path: at.join('.'), message }))
  refuse(path, faults)
  return data
}
