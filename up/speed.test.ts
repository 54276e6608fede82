import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { keepSpeed, knownSpeed, measureSpeed } from './speed.ts'

test('speed is measured, leaves no file, and is known until the next boot', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'opads-speed-'))
  const speed = await measureSpeed(folder)
  assert.ok(speed.cpu > 1 && speed.sync > 0 && speed.slowestSync >= speed.sync, JSON.stringify(speed))
  assert.deepEqual(await readdir(folder), [])
  const file = join(folder, 'new/speed.json')
  assert.equal(await knownSpeed(file), undefined)
  await keepSpeed(file, speed)
  assert.deepEqual(await knownSpeed(file), speed)
  assert.equal((await stat(join(folder, 'new'))).mode & 0o777, 0o700)
  const kept = JSON.parse(await readFile(file, 'utf8')) as object
  await writeFile(file, JSON.stringify({ ...kept, boot: 'an earlier boot' }))
  assert.equal(await knownSpeed(file), undefined)
  await rm(folder, { recursive: true })
})
test('a disk that cannot be written says so', async () => {
  await assert.rejects(measureSpeed('/proc'), { code: 'ENOENT' })
})
