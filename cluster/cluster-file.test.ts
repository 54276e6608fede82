import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import type { Message } from '@opads/kernel/message'
import { render } from '@opads/kernel/problem'
import { defaultCluster, parseClusterFile } from './cluster-file.ts'
import { layoutOf } from './layout.ts'

const example = await readFile(new URL('cluster.example.yml', import.meta.url), 'utf8')

const faultsOf = (text: string): string[] => {
  try {
    layoutOf(parseClusterFile(text, 'cluster.yml'), undefined)
    return []
  } catch (failure) {
    return (failure as { facts: { faults: Message[] } }).facts.faults.map((fault) => render(fault))
  }
}

test('the example is a cluster of three masters behind one address', () => {
  const layout = layoutOf(parseClusterFile(example, 'cluster.example.yml'), undefined)
  assert.deepEqual(layout.groups.masters, ['m1', 'm2', 'm3'])
  assert.deepEqual(layout.groups.registry, ['n1'])
  assert.deepEqual(layout.api, { address: '198.18.40.10', port: 8443 })
  assert.deepEqual(layout.variables, { keepalived_router: 77 })
})
test('the example names every word that the file knows', () => {
  const words = Object.keys(parseClusterFile(example, 'cluster.example.yml').file)
  assert.deepEqual(words.sort(), [
    'api', 'groups', 'hosts', 'name', 'network', 'operator', 'ranges', 'size', 'variables', 'versions',
  ]) // biome-ignore format: a list of names
})
test('without a file one host is everything', () => {
  assert.deepEqual(defaultCluster('dev').file.size, 'single')
})
test('a cluster is not called as the folder of the lab, in a file or by a word', () => {
  assert.match(faultsOf('name: lab\n').join(), /^name, line 1: .*not lab/)
  assert.throws(() => defaultCluster('lab'), /--cloud: .*not lab/)
})
test('every fault is named at once, with line and path', () => {
  const text = [
    'name: Bad',
    'size: huge',
    'versions:',
    '  kubernetes: 1.20.0',
    'groups:',
    '  masters: [m1]',
    '  etcds: []',
    '  nodes: [m1]',
    '  registry: [m1]',
    'wrong: 1',
  ].join('\n')
  assert.deepEqual(
    faultsOf(text).map((fault) => fault.split(':')[0]),
    ['name, line 1', 'size, line 2', 'versions.kubernetes, line 4', 'groups.etcds, line 7', 'wrong, line 10'],
  )
})
test('a version that has a recipe and no image is refused with its line, and with what there is', () => {
  const text = ['name: dev', 'versions:', '  etcd: 3.6.16', '  kubernetes: 1.36.3'].join('\n')
  assert.deepEqual(faultsOf(text), [
    'versions.etcd, line 3: is not made by this checkout, which makes 3.7.3',
    'versions.kubernetes, line 4: is not made by this checkout, which makes 1.37.2',
  ])
})
test('words that are no YAML are refused with their line', () => {
  assert.match(faultsOf('name: a\ngroups: [m1\nsize: x\n')[0]!, /^line [23]: /)
  assert.match(faultsOf('name: a\nname: b\n')[0]!, /^line 2: /)
})
test('hosts that do not exist, an even etcd, a taken address and ranges that overlap are named', () => {
  const text = example
    .replace('etcds: [m1, m2, m3]', 'etcds: [m1, m9]')
    .replace('api: { address: 198.18.40.10, port: 8443 }', 'api: { address: 198.18.40.11, port: 6443 }')
    .replace('services: 198.19.168.0/22', 'services: 198.19.160.0/24')
  assert.deepEqual(faultsOf(text), [
    'groups.etcds.1, line 10: there is no host "m9"',
    'groups.etcds, line 10: needs an odd number of members',
    'api.address, line 36: is the address of host m1, take a free one',
    'api.port, line 36: is the port of the API servers themselves, take another one',
    'ranges.services, line 47: 198.19.160.0/24 overlaps pods 198.19.160.0/21',
  ])
})
