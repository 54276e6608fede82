import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { CheckWorld } from '../part.ts'
import { hostsAnswer } from './hosts.ts'

const folder = await mkdtemp(join(tmpdir(), 'opads-hosts-'))
after(() => rm(folder, { recursive: true }))
/** Only this host does not answer. */
const ask = (away?: string) =>
  hostsAnswer.ask({
    cloud: 'main',
    folder,
    exec: async (argv: readonly string[]) =>
      away !== undefined && argv.includes(away)
        ? { code: 255, stdout: '', stderr: 'warning\nNo route to host\n' }
        : { code: 0, stdout: '', stderr: '' },
  } as unknown as CheckWorld)

test('a host that does not answer is named, with what ssh said', async () => {
  assert.equal((await ask())?.code, 'up.no-cloud')
  await mkdir(join(folder, 'ssh'))
  await writeFile(join(folder, 'ssh/config'), 'Host m1\n  User root\nHost n1\n')
  assert.equal(await ask(), undefined)
  const found = await ask('n1')
  assert.equal(found?.code, 'doctor.host-silent')
  assert.deepEqual(found?.facts, { host: 'n1', said: 'No route to host', cloud: 'main' })
})
