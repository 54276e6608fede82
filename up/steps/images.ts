/** Images: assembled here, then brought to the registry; the cloud's folder keeps which they are. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { registryName } from '@opads/images/contract'
import type { Report, Step } from '@opads/kernel/step'
import { writeDurably } from '@opads/world/durable'
import { partImages } from '../parts.ts'
import type { UpWorld } from '../world.ts'

/** What hosts need before there is a registry: most of it are programs of `artifacts`. */
const hostImages: readonly string[] = [
  'pause', 'etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kube-proxy', 'flannel', 'coredns', 'metrics-server', 'local-volumes', 'registry',
] // biome-ignore format: a list of names

/** Image → reference with digest, of what the registry of the cloud has. */
export const imagesFile = 'images.json'

/** Needs no program: Debian's packages, also those of the others, are fetched and unpacked while programs are built. */
export const ownImagesStep: Step<UpWorld> = {
  id: 'images-own',
  title: 'Images of our own',
  needs: ['machine'],
  estimateSeconds: 120,
  run: async (world, report) => {
    await world.room('images', ['prepare', '--json', ...hostImages], (line) => {
      if (line.startsWith('{')) report({ note: `packages of ${(JSON.parse(line) as { name: string }).name}` })
    })
    return made('images-own', partImages, world, report)
  },
}

export const programImagesStep: Step<UpWorld> = {
  id: 'images',
  title: 'Images of programs',
  needs: ['programs'], // what these share with our own is made by whoever comes first
  estimateSeconds: 40,
  run: (world, report) => made('images', hostImages, world, report),
}

/** Answers whether one of them is another than before. */
async function made(
  id: string,
  names: readonly string[],
  { room, folder }: UpWorld,
  report: Report,
): Promise<boolean> {
  const digests: string[] = []
  await room('images', ['get', '--json', ...names], (line) => {
    if (!line.startsWith('{')) return
    const { name, digest } = JSON.parse(line) as { name: string; digest: string }
    digests.push(`${name}@${digest}`)
    const share = digests.length / names.length
    report({ note: `${digests.length} of ${names.length}  ${name}`, share, made: name })
  })
  return keep(join(folder, `${id}.made`), digests.sort().join('\n'))
}

export const pushStep: Step<UpWorld> = {
  id: 'images-push',
  title: 'Images into the registry',
  needs: ['images-own', 'cluster'], // its registry answers
  estimateSeconds: 20,
  run: async ({ room, folder, words }, report) => {
    const references: Record<string, string> = {}
    let sent = 0
    await room('images', ['push', '--cloud', words.cloud, '--json', ...partImages], (line) => {
      if (!line.startsWith('{')) return
      const image = JSON.parse(line) as { name: string; digest: string; sentBytes: number }
      references[image.name] = `${registryName}/opads/${image.name}@${image.digest}`
      sent += image.sentBytes
      report({ note: `${Object.keys(references).length} of ${partImages.length}  ${image.name}` })
    })
    const isNew = await keep(join(folder, imagesFile), JSON.stringify(references, null, 2))
    return isNew || sent > 0
  },
}

/** Writes a file whole when its text is another. Answers whether it was. */
async function keep(path: string, text: string): Promise<boolean> {
  if ((await readFile(path, 'utf8').catch(() => undefined)) === text) return false
  await writeDurably(path, text)
  return true
}
