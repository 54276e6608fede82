/** Images of one command get their artifacts by one call. */
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { Artifact } from '@opads/artifacts/contract'
import { digestOf } from '@opads/world/digests'
import type { Tools, Words } from './commands/tools.ts'
import { namedImages } from './named-images.ts'

const top = await mkdtemp(join(tmpdir(), 'opads-named-'))
after(() => rm(top, { recursive: true }))
const program = join(top, 'program')
await writeFile(program, 'a program')

const asked: (readonly string[])[] = []
const tools = {
  root: join(top, 'store'),
  home: join(import.meta.dirname, '..'),
  holdLock: async () => async () => {},
  digest: digestOf,
  note: () => {},
  begins: () => {},
  getArtifacts: async (names: readonly string[]) => {
    asked.push(names)
    const files = Object.fromEntries(['coredns', 'etcd', 'etcdctl', 'etcdutl'].map((name) => [name, program]))
    return names.map((name) => ({ name, version: '1', key: name, files }) as unknown as Artifact)
  },
} as unknown as Tools

test('the artifacts of all named images are asked for in one question', async () => {
  const made: string[] = []
  const words = { names: ['coredns', 'etcd', 'base-static'] } as unknown as Words
  for await (const { name } of namedImages('get', words, tools)) {
    made.push(name)
    if (made.length === 2) break // base-static needs Debian
  }
  assert.deepEqual(made, ['coredns', 'etcd'])
  assert.deepEqual(asked, [['coredns', 'etcd-3.7.3']])
})
