/** The lock of a cloud, with the real flock and real processes. */
// Shares nothing: locks in a temporary folder.
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { holdCloud } from './cloud-lock.ts'

const top = await mkdtemp(join(tmpdir(), 'opads-cloud-lock-'))
after(() => rm(top, { recursive: true }))
const limit = { timeout: 20_000 }
const program = `import { holdCloud } from ${JSON.stringify(new URL('./cloud-lock.ts', import.meta.url).href)}
  await holdCloud('shop', '${top}').then(() => process.stdout.write('held'), ({ code, facts }) => process.stdout.write(code + ' ' + facts.holder))
  process.stdin.resume()`
const words = ['--input-type=module', '--eval', program]

/** Another process that asks for the lock, and its output. */
async function other(argv: readonly [string, ...string[]]): Promise<{ child: ChildProcess; said: string }> {
  const [first, ...rest] = argv
  const child = spawn(first, rest, { stdio: ['pipe', 'pipe', 'inherit'] })
  const [data] = (await once(child.stdout!, 'data')) as [Buffer]
  return { child, said: data.toString() }
}
async function end(child: ChildProcess): Promise<void> {
  child.stdin!.end()
  await once(child, 'exit')
}

test('who was started by the holder works under its lock, also through other programs', limit, async () => {
  const release = await holdCloud('shop', top)
  for (const argv of [
    [process.execPath, ...words],
    ['sh', '-c', '"$@"; true', 'sh', process.execPath, ...words],
  ] as const) {
    const { child, said } = await other(argv as [string, ...string[]])
    assert.equal(said, 'held')
    await end(child)
  }
  await release()
})

test('a stranger is refused by name, and gets it when the holder has ended', limit, async () => {
  const { child, said } = await other([process.execPath, ...words])
  assert.equal(said, 'held')
  await assert.rejects(
    holdCloud('shop', top),
    ({ code, facts }: { code: string; facts: Record<string, unknown> }) =>
      code === 'up.busy' &&
      facts.holder === child.pid &&
      /^\d{4}-\d\d-\d\dT[\d:]{8}Z$/.test(String(facts.since)),
  )
  const sibling = await other([process.execPath, ...words])
  assert.equal(sibling.said, `up.busy ${child.pid}`)
  await end(sibling.child)
  await (await holdCloud('another', top))()
  await end(child)
  await (await holdCloud('shop', top))()
})
