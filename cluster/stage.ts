/** Lays out what hosts get, as one tar on this machine: programs and images. Hard links where the disk allows: no bytes are copied. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { chmod, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Artifact } from '@opads/artifacts/contract'
import { type Image, referenceOf } from '@opads/images/contract'
import type { Exec } from '@opads/world/exec'
import type { Layout } from './layout.ts'
import { mergeLayouts, put } from './merge-layouts.ts'

export type StageTools = {
  readonly exec: Exec
  readonly getArtifacts: (names: readonly string[]) => Promise<readonly Artifact[]>
  readonly getImages: (names: readonly string[]) => Promise<readonly Image[]>
}
/** `sums`: path on the host → sha256 of what is laid down. `images`: containerd's namespace → reference → digest. */
export type Stage = {
  readonly key: string
  readonly sums: Readonly<Record<string, string>>
  readonly images: Readonly<Record<string, Readonly<Record<string, string>>>>
}

const root = 'var/lib/opads-host/images'
const placeOf = (name: string) => (name.startsWith('cni-') ? 'opt/cni/bin' : 'usr/local/bin')
/** Caches of builds: the kubelet makes a folder a tenant in it, with the rights of this one, and builds run as an ordinary user. */
const openFolders = ['var/cache/opads-builds']
const kubernetesNames = ['kubelet', 'kubeadm', 'kubectl']

const programsOf = ({ versions }: Layout): readonly string[] => [
  'containerd',
  'runc',
  'crictl',
  `kubernetes-${versions.kubernetes}`,
  'cni-plugins',
  'cni-flannel',
]

/** By containerd's namespace: what pods are made of, and containers of the host. */
export const imagesOf = ({ groups }: Layout): Readonly<Record<string, readonly string[]>> => ({
  'k8s.io': [
    'pause',
    'kube-apiserver',
    'kube-controller-manager',
    'kube-scheduler',
    'kube-proxy',
    'flannel',
    'coredns',
    'metrics-server',
    'local-volumes',
  ],
  opads: ['etcd', 'registry', ...(groups.balancers.length > 0 ? ['haproxy', 'keepalived'] : [])],
})

/** `<folder>/host.tar` and what the roles read beside it: `sums`, `images.json`. Made anew only where an input is another one. */
export async function stage(
  folder: string,
  layout: Layout,
  { exec, getArtifacts, getImages }: StageTools,
): Promise<Stage> {
  const named = imagesOf(layout)
  const artifacts = await getArtifacts(programsOf(layout))
  const images = await getImages(Object.values(named).flat())
  const inputs = [artifacts.map((one) => one.key), images.map((one) => one.digest), named, openFolders]
  const key = createHash('sha256').update(JSON.stringify(inputs)).digest('hex')
  const known = await readFile(join(folder, 'stage.json'), 'utf8').catch(() => undefined)
  if (known !== undefined && (JSON.parse(known) as Stage).key === key) return JSON.parse(known) as Stage

  await rm(folder, { recursive: true, force: true })
  const tree = join(folder, 'root')
  const sums: Record<string, string> = {}
  for (const { name, files } of artifacts)
    for (const [program, path] of Object.entries(files)) {
      await put(path, join(tree, placeOf(name), program))
      sums[`/${placeOf(name)}/${program}`] = await sha256Of(path)
    }
  for (const path of openFolders) {
    await mkdir(join(tree, path), { recursive: true })
    await chmod(join(tree, path), 0o1777)
  }
  for (const name of kubernetesNames) await symlink('kubernetes', join(tree, 'usr/local/bin', name))
  const digests: Record<string, Record<string, string>> = {}
  for (const [namespace, names] of Object.entries(named)) {
    const members = images.filter((image) => names.includes(image.name))
    digests[namespace] = Object.fromEntries(
      members.map((image) => [referenceOf(image.name, image.version), image.digest]),
    )
    const place = join(tree, root, namespace)
    await mergeLayouts(members, place)
    const wanted = Object.entries(digests[namespace]).map(([reference, digest]) => `${reference}@${digest}\n`)
    await writeFile(join(place, 'wanted'), wanted.join(''))
    sums[`/${root}/${namespace}/wanted`] = await sha256Of(join(place, 'wanted'))
  }
  const owner = ['--owner=0', '--group=0', '--sort=name']
  await exec([
    'tar',
    '--create',
    '--file',
    join(folder, 'host.tar'),
    '--directory',
    tree,
    ...owner,
    'usr',
    'opt',
    'var',
  ])
  await rm(tree, { recursive: true })
  const lines = Object.entries(sums).map(([path, sum]) => `${sum}  ${path}\n`)
  await writeFile(join(folder, 'sums'), lines.join(''))
  const byName = images.map((image) => [`${image.name}:${image.version}`, image.digest])
  await writeFile(join(folder, 'images.json'), JSON.stringify(Object.fromEntries(byName)))
  const made: Stage = { key, sums, images: digests }
  await writeFile(join(folder, 'stage.json.new'), JSON.stringify(made))
  await rename(join(folder, 'stage.json.new'), join(folder, 'stage.json'))
  return made
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
