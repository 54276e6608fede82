import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { trustHere } from './trust.ts'

const folder = await mkdtemp(join(tmpdir(), 'opads-trust-'))
after(() => rm(folder, { recursive: true, force: true }))

test('a bundle is read as it is; one that is not there or has no certificate is a problem with a name', async () => {
  const path = join(folder, 'bundle.crt')
  const missing = { code: 'machine.no-trust', facts: { path } }
  await assert.rejects(trustHere(path), missing)
  await writeFile(path, '# none\n')
  await assert.rejects(trustHere(path), missing)
  const text = '# one\n-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'
  await writeFile(path, text)
  assert.equal(await trustHere(path), text)
})
