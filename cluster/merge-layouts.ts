/** OCI layouts of several images become one: blobs that they share are there once, by hard links where the disk allows. */
import { copyFile, link, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Image } from '@opads/images/contract'

type Manifest = { readonly digest: string; readonly annotations?: Readonly<Record<string, string>> }

export async function mergeLayouts(images: readonly Image[], place: string): Promise<void> {
  const manifests: Manifest[] = []
  for (const { layout } of images) {
    const index = JSON.parse(await readFile(join(layout, 'index.json'), 'utf8')) as { manifests: Manifest[] }
    manifests.push(...index.manifests)
    for (const blob of await readdir(join(layout, 'blobs/sha256')))
      await put(join(layout, 'blobs/sha256', blob), join(place, 'blobs/sha256', blob))
  }
  await writeFile(join(place, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}')
  await writeFile(join(place, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests }))
}

export async function put(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true })
  await link(from, to).catch((failure: NodeJS.ErrnoException) => {
    if (failure.code !== 'EEXIST') return copyFile(from, to)
  })
}
