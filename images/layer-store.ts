/** Layers by the digest of their inputs: `<root>/layers/<key>.tar.zst` (or `.gz`) and `.json`, each moved to its place complete. */
import { createHash } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { flush, moveDurably } from '@opads/world/durable'
import type { Compression } from './compress.ts'
import type { Entry } from './entry.ts'
import { type Layer, writeLayer } from './layer.ts'
import { madeOnce, type StoreTools } from './store.ts'
import { jsonOf } from './whole.ts'

/** `path`: absolute, of the compressed file. */
export type StoredLayer = Layer & { readonly key: string; readonly path: string }

export type LayerTools = StoreTools & {
  /** `gzip` is for registries and engines from before 2020. Default `zstd`. */
  readonly compression?: Compression
}

/** Must be raised when a change of this code gives other bytes for the same inputs. */
const makerVersion = 3

/**
 * @param inputs everything that affects the bytes, as data
 * @param entries called only when the layer must be made; gets a folder that is deleted afterwards
 */
export async function storedLayer(
  tools: LayerTools,
  inputs: unknown,
  entries: (draft: string) => Promise<readonly Entry[]>,
): Promise<StoredLayer> {
  const { root, compression = 'zstd' } = tools
  const key = createHash('sha256')
    .update(JSON.stringify([makerVersion, inputs, ...(compression === 'zstd' ? [] : [compression])]))
    .digest('hex')
    .slice(0, 32)
  const place = join(root, 'layers', key)
  const path = `${place}.tar.${compression === 'zstd' ? 'zst' : 'gz'}`
  const whole = async () => {
    const layer = await jsonOf<Layer>(`${place}.json`)
    const found = layer && (await tools.digest(path).catch(() => undefined))
    return layer?.digest === `sha256:${found}` ? { ...layer, key, path } : undefined
  }
  return madeOnce(tools, `layers/${key}.lock`, whole, async () => ({
    ...(await makeLayer(place, path, compression, entries)),
    key,
    path,
  }))
}

async function makeLayer(
  place: string,
  path: string,
  compression: Compression,
  entries: (draft: string) => Promise<readonly Entry[]>,
): Promise<Layer> {
  const draft = `${place}.draft-${process.pid}`
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { recursive: true })
  try {
    const file = join(draft, 'layer')
    const layer = await writeLayer(await entries(draft), file, compression)
    await writeFile(`${file}.json`, JSON.stringify(layer))
    for (const one of [file, `${file}.json`]) await flush(one) // its inputs are deleted with the draft
    await moveDurably(file, path)
    await moveDurably(`${file}.json`, `${place}.json`)
    return layer
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}
