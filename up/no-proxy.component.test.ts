/** The real git and a proxy that records requests: those to the cloud bypass it, all others use it. */
// Shares nothing: a temporary folder, proxies on free ports.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { withoutProxy } from '@opads/kernel/no-proxy'
import { exec } from '@opads/world/exec'
import { gitEnvironment } from './steps/git-environment.ts'

const home = await mkdtemp(join(tmpdir(), 'opads-operator-'))
after(() => rm(home, { recursive: true }))

/** `seen`: the address of each request, in order. */
async function proxyThatNotes() {
  const seen: string[] = []
  const proxy = createServer(({ url = '' }, answer) => {
    seen.push(url)
    answer.writeHead(404).end()
  }).listen(0, '127.0.0.1')
  proxy.unref() // a test that fails must end too
  await once(proxy, 'listening')
  const { port } = proxy.address() as AddressInfo
  return { port, seen, close: () => void proxy.close() }
}

test('git asks the cloud past the operator’s proxy', async () => {
  const { port, seen, close } = await proxyThatNotes()
  const operator = {
    http_proxy: `http://127.0.0.1:${port}`,
    https_proxy: undefined,
    no_proxy: 'x.invalid',
    NO_PROXY: undefined,
  }
  const ask = (url: string, env: object) =>
    exec(['git', 'ls-remote', url], {
      env: { GIT_TERMINAL_PROMPT: '0', ...operator, ...env },
      codes: 'any',
      timeoutMs: 20_000,
    })
  const closed = 'http://git.main.localhost:9'
  await ask(`${closed}/a`, {})
  await ask('http://git.cloud.example:9/b', withoutProxy(operator))
  assert.equal(seen.length, 2, 'the proxy is used where nobody says otherwise')
  const env = withoutProxy(operator, 'cloud.example')
  for (const url of [
    closed,
    'http://git.cloud.example:9',
    'http://198.18.0.2:9',
    'http://registry.opads.internal:9',
  ])
    assert.notEqual((await ask(url, env)).code, 0)
  assert.equal(seen.length, 2, seen.join(' '))
  close()
})

test('what the operator has set for his own git does not reach the sample’s', async () => {
  const { port, seen, close } = await proxyThatNotes()
  const settings = `[http]
	proxy = http://127.0.0.1:${port}
[commit]
	gpgSign = true
[gpg]
	program = false
[core]
	hooksPath = ${home}/hooks
`
  await writeFile(join(home, '.gitconfig'), settings)
  const proxies = { http_proxy: undefined, HTTP_PROXY: undefined, all_proxy: undefined, ALL_PROXY: undefined }
  const git = (env: object, ...words: string[]) =>
    exec(['git', '-C', home, ...words], {
      env: { HOME: home, XDG_CONFIG_HOME: home, ...proxies, ...env },
      codes: 'any',
      timeoutMs: 20_000,
    })
  const commit = ['commit', '--quiet', '--allow-empty', '--message', 'x']
  const theirs = { GIT_TERMINAL_PROMPT: '0', GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@a.invalid' }
  const sample = gitEnvironment('/nowhere', 'operator:token')
  await git(sample, 'init', '--quiet')
  await git(theirs, 'ls-remote', 'http://git.main.localhost:9/a')
  assert.notEqual((await git(theirs, ...commit)).code, 0)
  assert.equal(seen.length, 1, 'the operator’s settings count where nobody says otherwise')

  await git(sample, 'ls-remote', 'http://git.main.localhost:9/a')
  const { code, stderr } = await git(sample, ...commit)
  assert.deepEqual([code, seen.length], [0, 1], stderr)
  close()
})
