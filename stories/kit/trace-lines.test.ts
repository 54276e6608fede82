import assert from 'node:assert/strict'
import { test } from 'node:test'
import { marksIn } from './other-labs.ts'
import { iptablesLines, nftLines, unitLines } from './trace-lines.ts'

test('a table with empty chains is no trace, a policy and a rule are', () => {
  const saved = (policy: string, ...rules: string[]) =>
    ['*filter', ':INPUT ACCEPT [12:900]', `:FORWARD ${policy} [0:0]`, ...rules, 'COMMIT', ''].join('\n')
  assert.deepEqual(iptablesLines(saved('ACCEPT')), [])
  assert.deepEqual(iptablesLines(saved('DROP', ':DOCKER - [0:0]', '-A FORWARD -j DOCKER')), [
    '*filter :FORWARD DROP',
    '*filter :DOCKER -',
    '*filter -A FORWARD -j DOCKER',
  ])
})
test("nft's policies, rules and sets are traces, its counters are not", () => {
  const ruleset = (policy: string, ...more: string[]) =>
    `table ip filter {\n\tchain FORWARD {\n\t\ttype filter hook forward priority filter; policy ${policy};\n${more.join('\n')}\n\t}\n}\n`
  assert.deepEqual(nftLines(ruleset('accept')), [])
  assert.deepEqual(nftLines(ruleset('drop', '\t\tiifname "docker0" counter packets 7 bytes 420 accept')), [
    'table ip filter chain FORWARD type filter hook forward priority filter; policy drop;',
    'table ip filter chain FORWARD iifname "docker0" counter accept',
  ])
  assert.deepEqual(nftLines('table inet x {\n\tset y {\n\t\ttype ipv4_addr\n\t}\n}'), [
    'table inet x set y',
    'table inet x set y type ipv4_addr',
  ])
})
test('a unit that runs or starts at boot is a trace, one that is only installed is not', () => {
  const shown = (file: string, active: string) =>
    `Id=docker.service\nActiveState=${active}\nUnitFileState=${file}\n`
  assert.deepEqual(unitLines(shown('disabled', 'inactive')), [])
  assert.deepEqual(unitLines(shown('', 'inactive')), [])
  assert.deepEqual(unitLines(''), [])
  assert.deepEqual(unitLines(`${shown('enabled', 'inactive')}\n${shown('disabled', 'active')}`), [
    'docker.service disabled active',
    'docker.service enabled inactive',
  ])
  assert.deepEqual(unitLines(shown('masked-runtime', 'inactive')), ['docker.service masked-runtime inactive'])
})
test('another lab is known by its folders, bridges and addresses', () => {
  const inspected = [
    {
      GraphDriver: { Data: { MergedDir: '/var/lib/x/merged' } },
      NetworkSettings: {
        SandboxKey: '/run/netns/abc',
        Networks: { a: { IPAddress: '198.18.2.11', Gateway: '198.18.2.1' }, b: { IPAddress: '' } },
      },
    },
    { Options: { 'com.docker.network.bridge.name': 'opads1-mgmt' } },
  ]
  assert.deepEqual(marksIn(inspected), ['/var/lib/x/merged', '/run/netns/abc', '198.18.2.', 'opads1-mgmt'])
})
