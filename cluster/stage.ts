/** Lays out what every host gets, as one tree on this machine: programs and images. Hard links where the disk allows: no bytes are copied. */
import { createHash } from 'node:crypto'
import { chmod, copyFile, link, mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Artifact } from '@opads/artifacts/contract'
import { type Image, referenceOf } from '@opads/images/contract'
import type { Exec } from '@opads/world/exec'

export type StageTools = {
  readonly exec: Exec
  readonly getArtifact: (name: string) => Promise<Artifact>
  readonly getImage: (name: string) => Promise<Image>
}

const programs: Readonly<Record<string, readonly string[]>> = {
  'usr/local/bin': ['containerd', 'runc', 'crictl', 'kubernetes-1.37.2'],
  'opt/cni/bin': ['cni-plugins', 'cni-flannel'],
}
/** Folders that configuration is written into. */
const folders: readonly string[] = ['etc/containerd', 'etc/cni/net.d', 'etc/opads']
const kubernetesNames = ['kubelet', 'kubeadm', 'kubectl']
export const stagedImages: readonly string[] = [
  'pause',
  'etcd',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'kube-proxy',
  'coredns',
  'registry',
]

/**
 * Answers the key of what is staged: artifacts' keys, images' and files' digests. Hosts remember it, so an equal key is nothing to do.
 * @param files path on the host → content, mode 0600
 */
export async function stage(
  folder: string,
  files: Readonly<Record<string, string>>,
  { exec, getArtifact, getImage }: StageTools,
): Promise<string> {
  const root = join(folder, 'root')
  await rm(root, { recursive: true, force: true })
  const facts: string[] = [`folders ${folders.join(' ')}`]
  for (const name of folders) await mkdir(join(root, name), { recursive: true })
  // Caches of builds, a folder a tenant, made by the kubelet with the rights of this one.
  await mkdir(join(root, 'var/cache/opads-builds'), { recursive: true })
  await chmod(join(root, 'var/cache/opads-builds'), 0o1777)
  for (const [place, names] of Object.entries(programs)) {
    for (const name of names) {
      const artifact = await getArtifact(name)
      facts.push(`${name} ${artifact.key}`)
      for (const [program, path] of Object.entries(artifact.files))
        await put(path, join(root, place, program))
    }
  }
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true, mode: 0o755 })
    await writeFile(join(root, path), text, { mode: 0o600 })
    facts.push(`${path} ${createHash('sha256').update(text).digest('hex')}`)
  }
  for (const name of kubernetesNames) await symlink('kubernetes', join(root, 'usr/local/bin', name))
  for (const name of stagedImages) {
    const image = await getImage(name)
    facts.push(`${referenceOf(image.name, image.version)} ${image.digest}`)
    const tar = join(root, 'var/lib/opads-host/images', `${name}.tar`)
    await mkdir(dirname(tar), { recursive: true })
    await exec([
      'tar',
      '--create',
      '--file',
      tar,
      '--directory',
      image.layout,
      '--sort=name',
      'oci-layout',
      'index.json',
      'blobs',
    ])
  }
  const key = facts.sort().join('\n')
  await writeFile(join(root, 'var/lib/opads-host/staged'), `${key}\n`)
  await exec([
    'tar',
    '--create',
    '--file',
    join(folder, 'host.tar'),
    '--directory',
    root,
    '--owner=0',
    '--group=0',
    '.',
  ])
  await rm(root, { recursive: true })
  return key
}

async function put(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true })
  await link(from, to).catch(() => copyFile(from, to))
}
