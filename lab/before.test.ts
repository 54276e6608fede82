import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Before, beforeIn, givingBack, packagesLeft } from './before.ts'
import { engineRules } from './firewall.ts'

const saved = `*nat
:PREROUTING ACCEPT [0:0]
:DOCKER - [0:0]
-A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER
-A POSTROUTING -s 198.18.0.0/24 ! -o opads0-mgmt -j MASQUERADE
-A DOCKER ! -i br-theirs -p tcp --dport 80 -j DNAT --to-destination 198.51.100.2:80
COMMIT
*filter
:FORWARD DROP [0:0]
:DOCKER-USER - [0:0]
-A FORWARD -j DOCKER-USER
-A FORWARD -i docker0 -j ACCEPT
COMMIT
`
const before: Before = {
  engine: 'own',
  forward: 'ACCEPT',
  engineRules: [],
  sysctls: { 'fs/inotify/max_user_instances': '128', 'net/ipv4/ip_forward': '0' },
  units: {},
  packages: [],
  isSettled: false,
}
const words = (commands: readonly (readonly string[])[]) => commands.map((argv) => argv.join(' '))

test('the machine is as it was: rules, chains, bridge, policy and sysctls', () => {
  const { commands, sysctls } = givingBack({ before, saved, isEngineLeft: false })
  assert.deepEqual(words(commands), [
    'iptables -t nat -D PREROUTING -m addrtype --dst-type LOCAL -j DOCKER',
    'iptables -t nat -D POSTROUTING -s 198.18.0.0/24 ! -o opads0-mgmt -j MASQUERADE',
    'iptables -t nat -D DOCKER ! -i br-theirs -p tcp --dport 80 -j DNAT --to-destination 198.51.100.2:80',
    'iptables -t filter -D FORWARD -j DOCKER-USER',
    'iptables -t filter -D FORWARD -i docker0 -j ACCEPT',
    'iptables -t nat -X DOCKER',
    'iptables -t filter -X DOCKER-USER',
    'ip link delete docker0',
    'iptables -P FORWARD ACCEPT',
  ])
  assert.deepEqual(sysctls, before.sysctls)
})
test('what a stopped engine had left, its bridge and what is put to its chains, stays', () => {
  const earlier = { ...before, engineRules: engineRules(saved), bridge: ['172.17.0.1/16'] }
  const later = saved.replace('COMMIT\n*filter', '-A DOCKER -i docker0 -j RETURN\nCOMMIT\n*filter')
  const { commands } = givingBack({ before: earlier, saved: later, isEngineLeft: false })
  assert.deepEqual(words(commands), [
    'iptables -t nat -D POSTROUTING -s 198.18.0.0/24 ! -o opads0-mgmt -j MASQUERADE',
    'iptables -t nat -D DOCKER -i docker0 -j RETURN',
    'ip -4 address flush dev docker0 scope global',
    'ip address add 172.17.0.1/16 broadcast + dev docker0',
    'iptables -P FORWARD ACCEPT',
  ])
})
test('an engine that is not ours keeps its chains, its bridge, its policy and forwarding', () => {
  const { commands, sysctls } = givingBack({ before, saved, isEngineLeft: true })
  assert.deepEqual(words(commands), [
    'iptables -t nat -D POSTROUTING -s 198.18.0.0/24 ! -o opads0-mgmt -j MASQUERADE',
  ])
  assert.deepEqual(sysctls, { 'fs/inotify/max_user_instances': '128' })
})
test('without a note of what was, nothing is guessed', () => {
  const { commands, sysctls } = givingBack({ before: undefined, saved: '', isEngineLeft: false })
  assert.deepEqual(words(commands), ['ip link delete docker0'])
  assert.deepEqual(sysctls, {})
})
test('a note of an older checkout had an engine of its own', () => {
  assert.deepEqual(beforeIn('{"forward":"DROP","sysctls":{}}'), {
    engine: 'own',
    forward: 'DROP',
    engineRules: [],
    sysctls: {},
    units: {},
    packages: [],
    isSettled: false,
  })
  assert.equal(beforeIn(JSON.stringify({ ...before, engine: 'machine' })).engine, 'machine')
})
test('packages that stay are named with the command that removes them', () => {
  assert.equal(packagesLeft(before), '')
  assert.match(
    packagesLeft({ ...before, packages: ['docker.io', 'zstd'] }),
    /2 Debian packages .* stay\. .* apt-get purge --autoremove docker\.io zstd$/,
  )
})
