/** Blocks compressed in parallel come out in order; a reader of a growing file ends or fails with its writer. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gunzipSync, zstdDecompressSync } from 'node:zlib'
import { compressed } from './compress.ts'
import { growingFile } from './growing-file.ts'
import { tarOf } from './layer.ts'

const top = await mkdtemp(join(tmpdir(), 'opads-stream-'))
after(() => rm(top, { recursive: true }))

for (const [compression, blockBytes, plain] of [
  ['gzip', 2 ** 20, gunzipSync],
  ['zstd', 2 ** 22, zstdDecompressSync],
] as const)
  test(`more blocks than are compressed at once come in their order: ${compression}`, async () => {
    const blocks = Array.from({ length: 7 }, (_, index) => Buffer.alloc(blockBytes, index))
    blocks.push(randomBytes(5)) // a last one that is shorter
    async function* source() {
      for (const block of blocks) yield block
    }
    const seen: number[] = []
    const out = await Array.fromAsync(
      compressed(source(), compression, (block) => void seen.push(block.length)),
    )
    assert.equal(out.length, blocks.length)
    assert.ok(plain(Buffer.concat(out)).equals(Buffer.concat(blocks)))
    assert.deepEqual(seen, [...Array(7).fill(blockBytes), 5])
  })
test('of a file that has grown no more is read than it had', async () => {
  const source = join(top, 'grown')
  await writeFile(source, Buffer.alloc(8 * 2 ** 20))
  const size = 300 * 1024
  let bytes = 0
  const reading = async () => {
    for await (const chunk of tarOf([{ kind: 'file', path: 'a', mode: 0o644, source, size }]))
      bytes += chunk.length
  }
  await assert.rejects(reading(), { code: 'image.unsafe-entry' })
  assert.ok(bytes <= 512 + size, `${bytes}`)
})
test('a reader gets what comes, from any place, and ends with the file or with what broke it', async () => {
  const file = await growingFile(join(top, 'growing'))
  const read = async (start: number) => Buffer.concat(await Array.fromAsync(file.read(start))).toString()
  const readers = [read(0), read(3)]
  await file.append(Buffer.from('abc'))
  await file.append(Buffer.from('def'))
  file.end()
  assert.deepEqual(await Promise.all([...readers, read(6)]), ['abcdef', 'def', ''])
  await file.close()
  const broken = await growingFile(join(top, 'broken'))
  const reading = Array.fromAsync(broken.read(0))
  await broken.append(Buffer.from('abc'))
  broken.end(new Error('it broke'))
  await assert.rejects(reading, /it broke/)
  await broken.close()
})
