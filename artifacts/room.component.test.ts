/** A full disk and too little memory are reported before anything is fetched or built. */
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { apt } from '@opads/world/apt'
import { exec } from '@opads/world/exec'
import { holdLock } from '@opads/world/lock'
import { cacheIn } from './cache.ts'
import { getArtifacts } from './get.ts'
import { cniFlannel } from './recipes/cni-plugins.ts'
import { kubernetes137 } from './recipes/kubernetes.ts'
import type { Free } from './room.ts'

const top = await mkdtemp(join(tmpdir(), 'opads-room-'))
after(() => rm(top, { recursive: true }))
const plenty = { diskBytes: 2 ** 40, memoryBytes: 2 ** 40 }

const none = () => assert.fail('no C code is here')

async function getWith(free: Partial<Free>) {
  const notes: string[] = []
  const getting = getArtifacts([cniFlannel, kubernetes137], {
    exec: (argv) => assert.fail(`${argv[0]} was started`),
    apt: apt(exec),
    holdLock,
    compiler: { key: none, use: none },
    cache: cacheIn(join(top, 'cache'), join(import.meta.dirname, 'modules'), async () => 'k'),
    modules: '',
    now: Date.now,
    report: ({ note }) => notes.push(note),
    free: async () => ({ ...plenty, ...free }),
    machine: 'm',
    keepsCaches: false,
  })
  return { getting, notes }
}

test('too little disk, too little memory: each with what is needed and what is free', async () => {
  const artifacts = 'cni-flannel, kubernetes-1.37.2'
  const low = [
    { free: { diskBytes: 2 ** 30 }, facts: { artifacts, what: 'disk', freeGiB: 1 } },
    { free: { memoryBytes: 2 ** 31 }, facts: { artifacts, what: 'memory', neededGiB: 4, freeGiB: 2 } },
  ]
  for (const { free, facts } of low) {
    const { getting, notes } = await getWith(free)
    await assert.rejects(getting, (failure: { code: string; facts: object }) => {
      assert.equal(failure.code, 'artifact.no-room')
      assert.deepEqual({ ...failure.facts, ...facts }, failure.facts)
      return true
    })
    assert.deepEqual(notes, [])
  }
})

const options = { skip: process.getuid?.() !== 0 && 'only root mounts', timeout: 60_000 }
test('the command on a disk that is really small', options, async () => {
  const small = join(top, 'small')
  await mkdir(small)
  await exec(['mount', '-t', 'tmpfs', '-o', 'size=100m', 'opads-room', small])
  try {
    const main = join(import.meta.dirname, 'main.ts')
    const { code, stdout, stderr } = await exec([process.execPath, main, 'get', 'cni-flannel'], {
      env: { OPADS_CACHE: small },
      codes: 'any',
    })
    assert.match(
      stderr,
      /^✕ Building cni-flannel needs 1\.6 GiB of disk and 0 GiB are free +artifact\.no-room\n {2}Free some, .*\n$/,
    )
    assert.deepEqual([code, stdout], [6, ''])
    assert.deepEqual(await readdir(small), ['artifacts.lock'])
  } finally {
    await exec(['umount', small])
  }
})
