/** Reads what stands on disk about a cluster: a person's `cluster.yml`, the hosts of a lab. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '@opads/kernel/problem'
import { type ClusterFile, defaultCluster, parseClusterFile, refuse } from './cluster-file.ts'
import { type HostsFile, hostsFile } from './contract.ts'
import { type Layout, layoutOf } from './layout.ts'

/** @param path of cluster.yml; without one, one host is everything. `hosts.json` is needed only where the file names no hosts. */
export async function readLayout(cloud: string, folder: string, path: string | undefined): Promise<Layout> {
  const written = path === undefined ? defaultCluster(cloud) : parseClusterFile(await readWritten(path), path)
  return layoutOf(written, await foundHosts(written.file, join(folder, 'hosts.json')))
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
