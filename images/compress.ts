/** Compresses a stream in blocks, several in parallel. Each block is a gzip member or a zstd frame; both formats allow concatenation. */
import { promisify } from 'node:util'
import { constants, gzip, zstdCompress } from 'node:zlib'

export type Compression = 'zstd' | 'gzip'
/** gzip at its fastest level, as other builders use it; zstd at its default. One output chunk per block: each costs a thread switch. */
const ways = {
  gzip: (block: Buffer) =>
    promisify(gzip)(block, { level: constants.Z_BEST_SPEED, chunkSize: block.length + 1024 }),
  zstd: (block: Buffer) =>
    promisify(zstdCompress)(block, {
      params: { [constants.ZSTD_c_compressionLevel]: 3 },
      chunkSize: block.length + 1024,
    }),
} as const satisfies Record<Compression, (block: Buffer) => Promise<Buffer>>

/** Affects the output, so it must not depend on the machine. */
const blockBytes = { gzip: 2 ** 20, zstd: 4 * 2 ** 20 }
/** How many blocks are compressed in parallel; a small number, to limit memory. */
const atOnce = 4

/** @param onBlock called with every uncompressed block in order, for the digest */
export async function* compressed(
  source: AsyncIterable<Buffer>,
  compression: Compression,
  onBlock: (block: Buffer) => void,
): AsyncGenerator<Buffer> {
  const running: Promise<Buffer>[] = []
  for await (const block of inBlocks(source, blockBytes[compression])) {
    const one = ways[compression](block)
    one.catch(() => {}) // handled where it is awaited
    running.push(one)
    onBlock(block)
    if (running.length >= atOnce) yield await running.shift()!
  }
  for (const one of running) yield await one
}

/** The same bytes in blocks of one size; the last may be shorter. */
async function* inBlocks(source: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer> {
  let block = Buffer.allocUnsafe(size)
  let filled = 0
  for await (const chunk of source) {
    for (let at = 0; at < chunk.length; ) {
      const copied = chunk.copy(block, filled, at)
      at += copied
      filled += copied
      if (filled < size) continue
      yield block
      block = Buffer.allocUnsafe(size)
      filled = 0
    }
  }
  if (filled > 0) yield block.subarray(0, filled)
}
