/** Whether the image in a layout folder is undamaged: each of its blobs is there and has the digest in its name. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { jsonOr } from '@opads/kernel/kept-json'
import { Problem } from '@opads/kernel/problem'
import type { DigestOnce } from '@opads/world/digests'
import { blobPath, type Descriptor, layoutMark, parseManifest } from './manifest.ts'

type Named = Descriptor & { readonly annotations?: Readonly<Record<string, string>> }

/** The JSON in a file of the store; `undefined` where it is missing or damaged. */
export async function jsonOf<T>(path: string): Promise<T | undefined> {
  const text = await readFile(path, 'utf8').catch((failure: NodeJS.ErrnoException) => {
    if (failure.code !== 'ENOENT') throw failure
    return ''
  })
  return jsonOr<T | undefined>(text, undefined)
}

/** Digest and reference of the one image in a layout folder. */
export async function indexOf(layout: string): Promise<{ digest?: string; reference?: string }> {
  const index = await jsonOf<{ manifests?: readonly Named[] }>(join(layout, 'index.json'))
  const [one] = index?.manifests ?? []
  const reference = one?.annotations?.['org.opencontainers.image.ref.name']
  return { ...(one && { digest: one.digest }), ...(reference !== undefined && { reference }) }
}

/** The image's digest; `undefined` where a part of it is missing or damaged. @param digest returns a file's digest in hex */
export async function wholeDigest(layout: string, digest: DigestOnce): Promise<string | undefined> {
  const isWhole = async (blob: string) =>
    `sha256:${await digest(join(layout, blobPath(blob))).catch(() => '')}` === blob
  try {
    if ((await readFile(join(layout, 'oci-layout'), 'utf8')) !== layoutMark) return undefined
    const { digest: top } = await indexOf(layout)
    if (top === undefined || !(await isWhole(top))) return undefined
    const { config, layers } = parseManifest(await readFile(join(layout, blobPath(top)), 'utf8'), layout)
    const parts = await Promise.all([config, ...layers].map((part) => isWhole(part.digest)))
    return parts.every(Boolean) ? top : undefined
  } catch (failure) {
    if (failure instanceof Problem || (failure as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw failure
  }
}
