/** Which certificates the controller accepts: real certificates and a fake cluster. */
// Shares nothing: a temporary folder.
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Problem } from '@opads/kernel/problem'
import { certificates } from '@opads/world/certificates'
import { exec } from '@opads/world/exec'
import { certificateReader } from './certificates.ts'

const path = '/api/v1/namespaces/a/secrets/web-tls'
const rules = [{ host: 'web.test', secret: { namespace: 'a', name: 'web-tls' } }]
let folder: string
let pair: { certificate: string; key: string }
let otherKey: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'opads-certificates-'))
  const authority = { folder, title: 'certificates test' }
  await certificates(exec).authority(authority)
  for (const name of ['web', 'other'])
    await certificates(exec).certificate(folder, authority, { name, names: [`DNS:${name}.test`] })
  const read = (name: string) => readFile(join(folder, name), 'utf8')
  pair = { certificate: await read('web.crt'), key: await read('web.key') }
  otherKey = await read('other.key')
})
after(() => rm(folder, { recursive: true }))

function scene() {
  const said: string[] = []
  const asked: string[] = []
  let answer = (): object | undefined => undefined
  const get = async <T>(wanted: string) => {
    asked.push(wanted)
    return answer() as T | undefined
  }
  const read = certificateReader({ get }, (line) => said.push(line))
  return { said, asked, read, answers: (next: typeof answer) => (answer = next) }
}
const secret = (key = pair.key) => ({
  metadata: { namespace: 'a', name: 'web-tls' },
  data: { 'tls.crt': btoa(pair.certificate), 'tls.key': btoa(key) },
})
const refused = (status: number) => (): never => {
  throw new Problem('kube.refused', { what: path, status, said: 'no' })
}

test('only named secrets are read, and a pair that fits is taken', async () => {
  const { asked, read, answers } = scene()
  answers(() => secret())
  assert.deepEqual(await read(rules), { 'web.test': pair })
  assert.deepEqual(asked, [path])
  assert.deepEqual(await read([]), {})
  assert.equal(asked.length, 1)
})
test('what cannot be used is said once, and the host has no certificate of its own', async () => {
  const { said, read, answers } = scene()
  for (const next of [() => secret(otherKey), () => secret('no key'), () => undefined, refused(403)]) {
    answers(next)
    assert.deepEqual(await read(rules), {})
    await read(rules)
  }
  const ending = "; its hosts have the cloud's certificate"
  assert.deepEqual(said, [
    `${path}: its key is not the one of its certificate${ending}`,
    `${path}: tls.crt or tls.key is no PEM${ending}`,
    `${path}: there is no such secret${ending}`,
    `${path}: no role lets the gateway read it${ending}`,
  ])
})
test('while the API server is away a certificate stays', async () => {
  const { said, read, answers } = scene()
  answers(() => secret())
  await read(rules)
  answers(refused(500))
  assert.deepEqual(await read(rules), { 'web.test': pair })
  assert.deepEqual(said, [])
})
