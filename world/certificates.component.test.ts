/** The cloud's CA signs only for this cloud: checked with openssl, Node's TLS and curl. */
// Shares nothing: a temporary folder, servers on free ports.
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { connect } from 'node:tls'
import { certificates } from './certificates.ts'
import { exec } from './exec.ts'

const top = await mkdtemp(join(tmpdir(), 'opads-authority-'))
after(() => rm(top, { recursive: true }))
const { authority, certificate, isKept, limits } = certificates(exec)
const signs = ['DNS:main.localhost', 'DNS:registry.opads.internal', 'IP:198.18.0.0/24']
const ours = { folder: join(top, 'ours'), title: 'opads main', signs }
await authority(ours)
const read = (name: string) => readFile(join(ours.folder, name), 'utf8')
const limit = { timeout: 30_000 }

/** Certificates, and whether each of the three must accept them. */
const cases = [
  { name: 'gateway', names: ['DNS:main.localhost', 'DNS:*.main.localhost'], host: 'hello-sit.main.localhost', is: true },
  { name: 'registry', names: ['DNS:registry.opads.internal', 'IP:198.18.0.11'], host: '198.18.0.11', is: true },
  { name: 'stranger', names: ['DNS:example.com'], host: 'example.com', is: false },
  { name: 'suffix', names: ['DNS:evilmain.localhost'], host: 'evilmain.localhost', is: false },
  { name: 'beside', names: ['DNS:main.localhost', 'DNS:example.com'], host: 'example.com', is: false },
  { name: 'address', names: ['IP:192.0.2.1'], host: '192.0.2.1', is: false },
  { name: 'six', names: ['IP:2001:db8::1'], host: '2001:db8::1', is: false },
] // biome-ignore format: a table
for (const { name, names } of cases) await certificate(ours.folder, ours, { name, names })

for (const { name, host, is } of cases)
  test(`${name}: a certificate for ${host} is ${is ? 'accepted' : 'refused'}`, limit, async () => {
    const [ca, crt] = [join(ours.folder, 'ca.crt'), join(ours.folder, `${name}.crt`)]
    const checked = await exec(['openssl', 'verify', '-x509_strict', '-CAfile', ca, crt], { codes: 'any' })
    assert.equal(checked.code === 0, is, checked.stderr)
    if (!is) assert.match(checked.stderr, /permitted subtree violation/)

    const server = createServer(
      { key: await read(`${name}.key`), cert: await read(`${name}.crt`) },
      (_, answer) => answer.end('hello'),
    )
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as { port: number }
    try {
      const isAddress = /^[\d.]+$|:/.test(host)
      const socket = connect({
        port,
        host: '127.0.0.1',
        ca: await read('ca.crt'),
        ...(!isAddress && { servername: host }),
        // Only the chain; curl checks the name below.
        checkServerIdentity: () => undefined,
      })
      const failure = await new Promise<Error | undefined>((resolve) => {
        socket.once('secureConnect', () => resolve(undefined)).once('error', resolve)
      })
      socket.destroy()
      assert.equal(failure === undefined, is, String(failure))

      const at = `${host.includes(':') ? `[${host}]` : host}:${port}`
      const words = [
        '--noproxy',
        '*',
        '--cacert',
        ca,
        '--connect-to',
        `::127.0.0.1:${port}`,
        `https://${at}/`,
      ]
      const fetched = await exec(['curl', '--silent', '--show-error', ...words], { codes: 'any' })
      assert.equal(fetched.stdout === 'hello', is, fetched.stderr)
    } finally {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  })

test('it signs no other authority', limit, async () => {
  const at = (name: string) => join(ours.folder, name)
  const by = (crt: string, key: string) => ['-CA', at(crt), '-CAkey', at(key), '-CAcreateserial'] as const
  const sign = ['openssl', 'x509', '-req', '-in'] as const
  await writeFile(at('below.ext'), 'basicConstraints=critical,CA:TRUE\n')
  const asks = ['-key', at('stranger.key'), '-subj', '/CN=below', '-out', at('below.csr')]
  await exec(['openssl', 'req', '-new', ...asks])
  const below = ['-extfile', at('below.ext'), '-out', at('below.crt')]
  await exec([...sign, at('below.csr'), ...by('ca.crt', 'ca.key'), ...below])
  const leaf = ['-out', at('leaf.crt')]
  await exec([...sign, at('gateway.csr'), ...by('below.crt', 'stranger.key'), ...leaf])
  const words = ['-CAfile', at('ca.crt'), '-untrusted', at('below.crt'), at('leaf.crt')]
  const { stderr } = await exec(['openssl', 'verify', ...words], { codes: [2] })
  assert.match(stderr, /path length constraint exceeded/)
})

test(
  'it is made once; for another domain it is made anew with what it signed; one without limits stays',
  limit,
  async () => {
    const before = await read('ca.crt')
    const signed = await read('gateway.crt')
    await authority(ours)
    await certificate(ours.folder, ours, { name: 'gateway', names: cases[0]!.names })
    assert.deepEqual([await read('ca.crt'), await read('gateway.crt')], [before, signed])
    const kept = (name: string, names: readonly string[]) => isKept(ours.folder, ours, { name, names })
    assert.equal(await kept('gateway', cases[0]!.names), true)
    assert.equal(await kept('gateway', ['DNS:other.test']), false)
    assert.equal(await kept('unmade', cases[0]!.names), false)

    const moved = { ...ours, signs: ['DNS:cloud.test', ...signs.slice(1)] }
    await authority(moved)
    assert.notEqual(await read('ca.crt'), before)
    assert.equal(await kept('gateway', cases[0]!.names), false) // of the CA before
    assert.deepEqual((await limits(join(ours.folder, 'ca.crt'))).toSorted(), [
      'DNS:cloud.test',
      'DNS:registry.opads.internal',
      'IP:198.18.0.0/255.255.255.0',
    ])
    await certificate(ours.folder, moved, { name: 'registry', names: cases[1]!.names })
    await exec([
      'openssl',
      'verify',
      '-CAfile',
      join(ours.folder, 'ca.crt'),
      join(ours.folder, 'registry.crt'),
    ])

    const old = { folder: join(top, 'old'), title: 'opads old' }
    await authority(old)
    const text = await readFile(join(old.folder, 'ca.crt'), 'utf8')
    await authority({ ...old, signs })
    assert.equal(await readFile(join(old.folder, 'ca.crt'), 'utf8'), text)
    assert.deepEqual(await limits(join(old.folder, 'ca.crt')), [])
  },
)
