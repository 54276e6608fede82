/** Programs with our own main, built by real Go: they behave like upstream's in all that a cloud uses. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Artifact } from '@opads/artifacts/contract'
import { exec } from '@opads/world/exec'
import { startLoopbackRegistry } from '@opads/world/loopback-registry'

const main = join(import.meta.dirname, 'main.ts')
const options = { timeout: 20 * 60_000 }

async function program(artifact: string, name: string): Promise<string> {
  const { stdout } = await exec([process.execPath, main, 'get', artifact, '--json', '--keep-caches'])
  return (JSON.parse(stdout) as Artifact).files[name]!
}

test('CoreDNS knows its version and every plugin that our Corefile names', options, async () => {
  const coredns = await program('coredns', 'coredns')
  assert.match((await exec([coredns, '-version'])).stdout, /^CoreDNS-1\.15\.0\n/)
  const { stdout } = await exec([coredns, '-plugins'])
  const template = join(import.meta.dirname, '../playbooks/roles/objects/templates/coredns.yaml')
  const [, block] = /\.:53 \{\n([\s\S]*?)\n {4}\}\n---/.exec(await readFile(template, 'utf8')) ?? []
  const named = [...block!.matchAll(/^ {8}([a-z]+)/gm)].map(([, name]) => name!)
  assert.ok(named.length >= 10, named.join(' '))
  const has = new Set([...stdout.matchAll(/^(?:dns\.)?([a-z0-9_]+)$/gm)].map(([, name]) => name!))
  assert.deepEqual(
    named.filter((name) => !has.has(name)),
    [],
  )
})

test(
  'the registry knows its version, and keeps blobs in a folder behind accounts and TLS',
  options,
  async () => {
    const registry = await program('registry', 'registry')
    assert.match((await exec([registry, '--version'])).stdout, / v3\.1\.2\n$/)
    const server = await startLoopbackRegistry(registry) // with an account and TLS
    await server.stop()
  },
)

test('flannel knows its version', options, async () => {
  const { stdout, stderr } = await exec([await program('flannel', 'flanneld'), '--version'], { codes: 'any' })
  assert.match(stdout + stderr, /0\.28\.10/)
})
