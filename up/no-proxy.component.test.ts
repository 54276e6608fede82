/** git, which we did not write, and a proxy that notes who comes to it: what is the cloud's goes past it, all else through it. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { withoutProxy } from '@opads/kernel/no-proxy'
import { exec } from '@opads/world/exec'

test('git asks the cloud past the operator’s proxy', async () => {
  const seen: string[] = []
  const proxy = createServer(({ url = '' }, answer) => {
    seen.push(url)
    answer.writeHead(404).end()
  }).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const { port } = proxy.address() as AddressInfo
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
  proxy.close()
})
