/** Writes a layer: entries → tar → zstd, with fixed times, owners and order, so that the same input gives the same bytes. */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip, createZstdCompress } from 'node:zlib'
import { pack } from 'tar-stream'
import { checkedEntries, type Entry } from './entry.ts'

/** `digest`: of the compressed file. `diffId`: of the tar inside. Both `sha256:…`. `size`: compressed bytes. */
export type Layer = {
  readonly mediaType: string
  readonly digest: string
  readonly diffId: string
  readonly size: number
}
export type Compression = 'zstd' | 'gzip'

/** Seconds: every file has the same age, the start of 2026, UTC. */
const mtime = new Date('2026-01-01T00:00:00Z')

/** @throws Problem `image.unsafe-entry` before anything is written */
export async function writeLayer(
  entries: readonly Entry[],
  file: string,
  compression: Compression = 'zstd',
): Promise<Layer> {
  const checked = checkedEntries(entries)
  const tar = pack()
  const inner = meter()
  const outer = meter()
  const written = pipeline(
    tar,
    inner.stream,
    compression === 'zstd' ? createZstdCompress() : createGzip({ level: 6 }),
    outer.stream,
    createWriteStream(file),
  )
  const filled = fill(tar, checked)
  await Promise.all([written, filled])
  return {
    mediaType: `application/vnd.oci.image.layer.v1.tar+${compression}`,
    digest: outer.digest(),
    diffId: inner.digest(),
    size: outer.bytes(),
  }
}

async function fill(tar: ReturnType<typeof pack>, entries: readonly Entry[]): Promise<void> {
  for (const entry of entries) {
    const base = { name: entry.path, mtime, uid: 0, gid: 0, uname: '', gname: '' }
    if (entry.kind === 'file') await addFile(tar, entry, base)
    else if (entry.kind === 'directory')
      tar.entry({
        ...base,
        type: 'directory',
        name: `${entry.path}/`,
        mode: entry.mode,
        uid: entry.owner ?? 0,
        gid: entry.group ?? entry.owner ?? 0,
      })
    else
      tar.entry({
        ...base,
        type: entry.kind === 'symlink' ? 'symlink' : 'link',
        linkname: entry.target,
        mode: 0o777,
      })
  }
  tar.finalize()
}

async function addFile(
  tar: ReturnType<typeof pack>,
  entry: Entry & { kind: 'file' },
  base: { name: string },
): Promise<void> {
  const owner = entry.owner ?? 0
  const pax = entry.capability
    ? { 'SCHILY.xattr.security.capability': Buffer.from(entry.capability).toString('latin1') }
    : undefined
  const sink = tar.entry({
    ...base,
    mode: entry.mode,
    size: entry.size,
    uid: owner,
    gid: entry.group ?? owner,
    ...(pax && { pax }),
  })
  await pipeline(createReadStream(entry.source), sink)
}

function meter() {
  const hash = createHash('sha256')
  let bytes = 0
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      bytes += chunk.length
      done(null, chunk)
    },
  })
  let digest: string | undefined
  return { stream, bytes: () => bytes, digest: () => (digest ??= `sha256:${hash.digest('hex')}`) }
}
