import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Problem } from '@opads/kernel/problem'
import { catalogue } from './catalogue.ts'
import type { Choice, Part } from './part.ts'
import { resolve, single } from './resolve.ts'

const part = (name: string, more: Partial<Part> = {}): Part => ({
  name,
  title: name,
  needs: [],
  install: { by: 'objects', objects: () => [] },
  ...more,
})
const names = (parts: readonly Part[]) => parts.map(({ name }) => name)
const refusal = (...parts: readonly Part[]): Problem => {
  try {
    resolve(parts, { size: single })
  } catch (failure) {
    return failure as Problem
  }
  return assert.fail('nothing was refused')
}

test('each part comes after those that it needs, by name or by what they provide', () => {
  const parts = [
    part('app', { needs: ['network', 'base'] }),
    part('wires', { needs: ['base'], provides: ['network'] }),
    part('base'),
  ]
  assert.deepEqual(names(resolve(parts, { size: single })), ['base', 'wires', 'app'])
})
test('what no host of this size has is left out', () => {
  const onBalancers = { by: 'playbook', tags: { haproxy: ['balancers'] } } as const
  const parts = [part('base'), part('haproxy', { install: onBalancers })]
  assert.deepEqual(names(resolve(parts, { size: single })), ['base'])
  assert.deepEqual(names(resolve(parts, { size: { ...single, balancers: 3 } })), ['base', 'haproxy'])
})
test('optional parts are there by their own default or by choice', () => {
  const parts = [
    part('base'),
    part('extra', { optional: 'included' }),
    part('more', { optional: 'left out' }),
  ]
  const chosen = (choice: Partial<Choice>) => names(resolve(parts, { size: single, ...choice }))
  assert.deepEqual(chosen({}), ['base', 'extra'])
  assert.deepEqual(chosen({ with: ['more'], without: ['extra', 'base'] }), ['base', 'more'])
})
test('a part that others need cannot be left out, unless they are left out as well or another one provides it', () => {
  const optional = 'included'
  const parts = [
    part('wires', { provides: ['network'], optional }),
    part('ovs', { provides: ['network'], optional: 'left out' }),
    part('app', { needs: ['network'], optional }),
    part('other', { needs: ['network'], optional }),
  ]
  const chosen = (choice: Partial<Choice>) => names(resolve(parts, { size: single, ...choice }))
  assert.throws(() => chosen({ without: ['wires'] }), {
    code: 'parts.needed',
    message: 'The cloud cannot do without wires or ovs, which is needed by app, other',
  })
  assert.deepEqual(chosen({ without: ['wires', 'app', 'other'] }), [])
  assert.deepEqual(chosen({ without: ['wires'], with: ['ovs'] }), ['ovs', 'app', 'other'])
  assert.throws(() => chosen({ with: ['ovs'] }), {
    code: 'parts.taken-twice',
    message: 'More than one part has the name network: wires, ovs',
  })
})
test('an unknown need is refused with both names', () => {
  const { code, message } = refusal(part('app', { needs: ['network'] }))
  assert.equal(code, 'parts.unknown-need')
  assert.equal(message, 'Part app needs network, which no part of this cloud is or provides')
})
test('a name, port, namespace or folder of two parts is refused with their names', () => {
  for (const [more, what] of [
    [{ provides: ['network'] }, 'the name network'],
    [{ ports: [443] }, 'port 443'],
    [{ namespaces: ['logs'] }, 'namespace logs'],
    [{ state: [{ path: '/var/lib/x', holds: 'x' }] }, 'folder /var/lib/x'],
  ] as const) {
    const { code, message } = refusal(part('one', more), part('other', more))
    assert.equal(code, 'parts.taken-twice')
    assert.equal(message, `More than one part has ${what}: one, other`)
  }
  assert.equal(refusal(part('one'), part('one')).message, 'More than one part has the name one: one, one')
})
test('parts that need each other in a circle are refused with their names', () => {
  const { code, message } = refusal(
    part('a', { needs: ['b'] }),
    part('b', { needs: ['c'] }),
    part('c', { needs: ['a'] }),
    part('d'),
  )
  assert.equal(code, 'parts.circle')
  assert.match(message, /: a, b, c$/)
})
test('all faults are named at once', () => {
  const { code, message } = refusal(
    part('one', { ports: [1], needs: ['gone'] }),
    part('other', { ports: [1], needs: ['other'] }),
  )
  assert.equal(code, 'parts.faults')
  assert.match(message, /3 faults: .*needs gone.*port 1: one, other.*circle: other/)
})
test('the catalogue stands, for one host and with balancers', () => {
  const alone = names(resolve(catalogue, { size: single }))
  assert.ok(!alone.includes('haproxy'))
  const several = { masters: 3, etcds: 3, nodes: 2, balancers: 3, registry: 1 }
  assert.deepEqual(
    names(resolve(catalogue, { size: several })).filter((name) => !alone.includes(name)),
    ['haproxy', 'keepalived'],
  )
})
