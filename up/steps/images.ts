/** Images: assembled here, then brought to the registry; the cloud's folder keeps which they are. */
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { registryName } from '@opads/images/contract'
import type { Step } from '@opads/kernel/step'
import { partImages } from '../parts.ts'
import type { UpWorld } from '../world.ts'

/** What hosts need before there is a registry. */
const hostImages: readonly string[] = [
  'pause', 'etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kube-proxy', 'flannel', 'coredns', 'metrics-server', 'local-volumes', 'registry',
] // biome-ignore format: a list of names
export const imageNames: readonly string[] = [...hostImages, ...partImages]

/** Image → reference with digest, of what the registry of the cloud has. */
export const imagesFile = 'images.json'

export const imagesStep: Step<UpWorld> = {
  id: 'images',
  title: 'Images',
  estimateSeconds: 150,
  run: async ({ room, folder }, report) => {
    const made: string[] = []
    await room('images', ['get', '--json', ...imageNames], (line) => {
      if (!line.startsWith('{')) return
      const { name, digest } = JSON.parse(line) as { name: string; digest: string }
      made.push(`${name}@${digest}`)
      report({
        note: `${made.length} of ${imageNames.length}  ${name}`,
        share: made.length / imageNames.length,
      })
    })
    return keep(join(folder, 'images.made'), made.sort().join('\n'))
  },
}

export const pushStep: Step<UpWorld> = {
  id: 'images-push',
  title: 'Images into the registry',
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
  await writeFile(`${path}.new`, text)
  await rename(`${path}.new`, path)
  return true
}
