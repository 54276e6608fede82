/** Writes a layer: entries → tar → gzip or zstd, with fixed times, owners and order, so that the same input gives the same bytes. */
import { createHash } from 'node:crypto'
import { createReadStream, readFileSync } from 'node:fs'
import { Problem } from '@opads/kernel/problem'
import { type Compression, compressed } from './compress.ts'
import { checkedEntries, type Entry } from './entry.ts'
import { type GrowingFile, growingFile } from './growing-file.ts'
import { onDisk } from './name.ts'
import { padding, tarEnd, tarHeader } from './tar.ts'

/** `digest`: of the compressed file. `diffId`: of the tar in it. Both `sha256:…`. `size`: compressed bytes. */
export type Layer = {
  readonly mediaType: string
  readonly digest: string
  readonly diffId: string
  readonly size: number
}

/** Files up to this size are read at once, which is cheaper than a stream. */
const smallBytes = 256 * 1024

/** @throws Problem `image.unsafe-entry` before anything is written */
export async function writeLayer(
  entries: readonly Entry[],
  file: string,
  compression: Compression = 'zstd',
): Promise<Layer> {
  const checked = checkedEntries(entries)
  const out = await growingFile(file)
  try {
    return await packLayer(tarOf(checked), out, compression)
  } finally {
    await out.close()
  }
}

/** @param tar the bytes of an archive @param out is ended when the layer is complete, or with the failure */
export async function packLayer(
  tar: AsyncIterable<Buffer>,
  out: Pick<GrowingFile, 'append' | 'end'>,
  compression: Compression,
): Promise<Layer> {
  const inner = createHash('sha256')
  const outer = createHash('sha256')
  let size = 0
  try {
    for await (const chunk of compressed(tar, compression, (block) => inner.update(block))) {
      outer.update(chunk)
      size += chunk.length
      await out.append(chunk)
    }
  } catch (failure) {
    out.end(failure)
    throw failure
  }
  out.end()
  return {
    mediaType: `application/vnd.oci.image.layer.v1.tar+${compression}`,
    digest: `sha256:${outer.digest('hex')}`,
    diffId: `sha256:${inner.digest('hex')}`,
    size,
  }
}

/** @param entries from `checkedEntries` */
export async function* tarOf(entries: readonly Entry[]): AsyncGenerator<Buffer> {
  for (const entry of entries) {
    yield tarHeader(entry)
    if (entry.kind === 'file' && entry.size > 0) yield* contentOf(entry)
  }
  yield tarEnd
}

async function* contentOf(entry: Entry & { kind: 'file' }): AsyncGenerator<Buffer> {
  const { path, source, size } = entry
  const chunks =
    size <= smallBytes
      ? [readFileSync(onDisk(source))]
      : createReadStream(onDisk(source), { highWaterMark: 2 ** 20 })
  let read = 0
  for await (const chunk of chunks as AsyncIterable<Buffer>) {
    read += chunk.length
    if (read > size) break
    yield chunk
  }
  if (read !== size)
    throw new Problem('image.unsafe-entry', {
      path,
      fault: `it changed while it was read, from ${size} bytes`,
    })
  yield padding(size)
}
