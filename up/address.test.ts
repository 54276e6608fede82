import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { forgetAddress, keepAddress, withAddress } from './address.ts'
import { readWords } from './words.ts'

test('what up was told holds for later commands, until the hosts are gone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'opads-address-'))
  const listenOf = async (...words: string[]) => (await withAddress(readWords(words), folder)).listen
  try {
    assert.equal(await listenOf('status'), '127.0.0.1:8443')
    await keepAddress({ listen: '127.0.0.1:9443', domain: 'cloud.test' }, folder)
    assert.equal(await listenOf('status'), '127.0.0.1:9443')
    assert.equal((await withAddress(readWords(['up']), folder)).domain, 'cloud.test')
    await assert.rejects(listenOf('up', '--listen', '127.0.0.1:8443'), { code: 'up.listens-elsewhere' })
    await forgetAddress(folder)
    assert.equal(await listenOf('up', '--listen', '127.0.0.1:8443'), '127.0.0.1:8443')
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('an address that a power cut has emptied is refused with the way out, which works', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'opads-address-'))
  const addressOf = (...words: string[]) => withAddress(readWords(words), folder)
  try {
    for (const text of ['', '{"listen"']) {
      await writeFile(join(folder, 'address.json'), text)
      for (const verb of ['up', 'status', 'doctor'])
        await assert.rejects(addressOf(verb), { code: 'file.unreadable' })
      assert.equal((await addressOf('down')).cloud, 'main')
      const said = await addressOf('up', '--listen', '127.0.0.1:9443', '--domain', 'cloud.test')
      await keepAddress(said, folder)
      assert.equal((await addressOf('status')).domain, 'cloud.test')
    }
  } finally {
    await rm(folder, { recursive: true })
  }
})
