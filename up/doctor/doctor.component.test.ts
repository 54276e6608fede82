/** `opads doctor` on a machine without a network, and on one whose registries answer. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { onMachine } from '../test-machine/machine.ts'

const options = { skip: process.getuid?.() !== 0 && 'only root has a machine to itself', timeout: 120_000 }
type Answer = {
  readonly title: string
  readonly code?: string
  readonly fault?: string
  readonly next?: string
}

async function answers(isAlone: boolean): Promise<ReadonlyMap<string, Answer>> {
  const { stdout, stderr, code } = await onMachine(['doctor', '--cloud', 'bad-day', '--json'], { isAlone })
  assert.equal(code, 6, stderr) // there is no such cloud
  return new Map((JSON.parse(stdout) as Answer[]).map((one) => [one.title, one]))
}

test('registries that cannot be reached are named, each with what to look at', options, async () => {
  const all = await answers(true)
  for (const [title, registry] of [
    ['Debian packages, by apt', 'apt'],
    ['npm packages, by npm', 'npm'],
    ['Go modules, by go', 'Go'],
  ] as const) {
    const { code, fault, next } = all.get(title)!
    assert.equal(code, 'doctor.registry-silent', title)
    assert.match(fault ?? '', new RegExp(`^The registry of ${registry} packages does not answer: \\S`))
    assert.match(next ?? '', /mirror, proxy and trust: \S/)
  }
  assert.equal(all.get('Folder of the cloud')?.code, 'up.no-cloud')
  assert.equal(all.get('Hosts by ssh')?.code, 'up.no-cloud')
})

test('registries that answer are no finding', options, async () => {
  const all = await answers(false)
  for (const title of ['Debian packages, by apt', 'npm packages, by npm', 'Go modules, by go'])
    assert.deepEqual(all.get(title), { title })
})
