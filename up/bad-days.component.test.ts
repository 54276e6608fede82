/** `opads up` on unfit machines and with wrong options: it reports every fault and what to do, and changes nothing. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { test } from 'node:test'
import { freePort } from '@opads/world/free-port'
import { type Ended, onMachine } from './test-machine/machine.ts'

const options = { skip: process.getuid?.() !== 0 && 'only root has a machine to itself' }
const ownPort = await freePort(28_743)
const up = ['up', '--cloud', 'bad-day', '--listen', `127.0.0.1:${ownPort}`] as const

/** Output is wrapped; here as one line. */
const words = (text: string) => text.replace(/\s+/g, ' ')

function refused({ code, stderr, written }: Ended, exit: number, problem: string, next: RegExp): string {
  assert.deepEqual([code, written], [exit, []], stderr)
  assert.ok(stderr.includes(problem), stderr)
  assert.match(words(stderr), next)
  return words(stderr)
}

test('who is not root is told to be', options, async () => {
  const as =
    'setpriv --reuid 65534 --regid 65534 --clear-groups --inh-caps +dac_read_search --ambient-caps +dac_read_search --'
  refused(await onMachine(up, { as }), 3, 'use.needs-root', /Run: sudo \.\/opads up --cloud bad-day/)
})

test('too little disk and memory and a taken port are said at once', options, async () => {
  const neighbour = createServer().listen(0, '127.0.0.1')
  await once(neighbour, 'listening')
  const { port } = neighbour.address() as { port: number }
  const prepare = `mount -t tmpfs -o size=1g tmpfs "$root/var/lib"
    sed 's/^MemAvailable:.*/MemAvailable:    1048576 kB/' /proc/meminfo >"$folder/meminfo"
    mount --bind "$folder/meminfo" "$root/proc/meminfo"`
  const told = await onMachine(['up', '--cloud', 'bad-day', '--listen', `127.0.0.1:${port}`], { prepare })
  neighbour.close()
  const said = refused(
    told,
    6,
    'up.machine-unfit',
    /Do what stands behind each fault, then run opads up again\. Nothing was changed\./,
  )
  assert.match(
    said,
    /The disk of \/var\/lib\/opads\/bad-day, \/var\/lib\/opads\/lab\/docker has 1\.0 GiB free, a first run needs 9\.0/,
  )
  assert.match(said, /1\.0 GiB of memory are available, a first run needs (2\.5|4\.0)/)
  assert.match(
    said,
    new RegExp(
      `127\\.0\\.0\\.1:${port} is taken by another program \\(up\\.port-taken\\)\\. Choose another with --listen`,
    ),
  )
})

test('a taken port and an address that is not of this machine are told apart', options, async () => {
  const neighbour = createServer().listen(0, '127.0.0.1')
  await once(neighbour, 'listening')
  const { port } = neighbour.address() as { port: number }
  const taken = await onMachine(['up', '--cloud', 'bad-day', '--listen', `127.0.0.1:${port}`])
  neighbour.close()
  refused(taken, 6, 'up.machine-unfit', /127\.0\.0\.1:\d+ is taken by another program \(up\.port-taken\)/)
  const foreign = await onMachine(['up', '--cloud', 'bad-day', '--listen', '198.19.255.254:443'])
  refused(
    foreign,
    6,
    'up.machine-unfit',
    /198\.19\.255\.254:443 cannot be listened on: .*EADDRNOTAVAIL.*up\.cannot-listen/,
  )
})

const bridge = (range: string) => `mount -t tmpfs tmpfs "$root/var/lib/opads"
  ip link set lo up; ip link add other0 type bridge; ip address add ${range} dev other0; ip link set other0 up`

test('a lab leaves the addresses of others alone', options, async () => {
  const plan = async (prepare: string) => {
    const told = await onMachine(['lab', 'plan', '--cloud', 'bad-day', '--json'], { prepare, isAlone: true })
    return (JSON.parse(told.stdout) as { hosts: string }).hosts
  }
  assert.equal(await plan(bridge('198.18.200.1/24')), '198.18.0.0/24')
  assert.equal(await plan(bridge('198.18.0.77/24')), '198.18.2.0/24')
  assert.equal(
    await plan(`${bridge('198.18.0.77/32')}; ip route add 198.19.16.0/20 dev other0`),
    '198.18.4.0/24',
  )
})

test('where others use all addresses of labs they are named', options, async () => {
  const told = await onMachine(up, { prepare: bridge('198.18.0.1/15'), isAlone: true })
  const said = refused(told, 6, 'up.machine-unfit', /Nothing was changed/)
  assert.match(
    said,
    /Others on this machine use the addresses of labs, 198\.18\.0\.0\/15: 198\.18\.0\.0\/15 \(other0\)/,
  )
})

test('all wrong words are said at once, with the help', options, async () => {
  const told = await onMachine(['up', '--cloud', 'Ü', '--listen', '8443', '--domain', '-', 'word', '--foo'])
  const said = refused(told, 2, 'use.invalid', /Use: opads up \[--cloud CLOUD\]/)
  for (const fault of [
    /--foo is not known/,
    /"word" is one word too many/,
    /--cloud takes 1 to 20/,
    /--listen takes/,
    /--domain takes/,
  ])
    assert.match(said, fault)
})

test('all that is wrong in cluster.yml is said at once, with path and line', options, async () => {
  const lines = [
    'name: bad-day',
    'size: huge',
    'versions:',
    '  kubernetes: 1.20.0',
    'operator:',
    '  registries: { cpan: x }',
    'wrong: 1',
  ]
  const prepare = `printf '%s\\n' ${lines.map((line) => `'${line}'`).join(' ')} >"$root/tmp/cluster.yml"`
  const told = await onMachine([...up, '--file', '/tmp/cluster.yml'], { prepare })
  const said = refused(told, 2, 'input.invalid', /Nothing was changed/)
  for (const fault of [
    /size, line 2: /,
    /versions\.kubernetes, line 4: /,
    /operator\.registries\.cpan, line 6: /,
    /wrong, line 7: /,
  ])
    assert.match(said, fault)
  const ha = `printf 'name: bad-day\\nsize: ha\\noperator: { trust: [/no/such.crt] }' >"$root/tmp/cluster.yml"`
  const trust = await onMachine([...up, '--file', '/tmp/cluster.yml'], { prepare: ha })
  refused(trust, 2, 'input.invalid', /operator\.trust\.0, line 3: \/no\/such\.crt cannot be read/)
})

test('without programs in the cache the room to build them is asked for too', options, async () => {
  const prepare = `mkdir -p "$root/empty" && mount -t tmpfs -o size=8g tmpfs "$root/empty"
    export OPADS_CACHE=/empty`
  const said = refused(await onMachine(up, { prepare }), 6, 'up.machine-unfit', /Nothing was changed/)
  assert.match(said, /The disk of \/empty has 8\.0 GiB free, a first run needs 1\d\.\d there/)
})

test(
  'a checkout that came from another machine says which library is missing for its Node',
  options,
  async () => {
    const as =
      'setpriv --reuid 65534 --regid 65534 --clear-groups --inh-caps +dac_read_search --ambient-caps +dac_read_search --'
    const prepare = 'rm "$root"/usr/lib/x86_64-linux-gnu/libatomic.so.1*; export OPADS_CACHE=/tmp/cache'
    const { code, stderr } = await onMachine(['version'], { prepare, as })
    assert.equal(code, 6)
    assert.match(
      stderr,
      /has no libatomic, and only root may install it\.\s+Run: sudo apt-get install libatomic1/,
    )
  },
)

/**
 * Another apt holds the lock of the lists; it installs the library when ours prints that it waits. Ours has no archives, and finds the
 * library installed. dpkg was interrupted before: apt refuses to work until that is completed.
 */
const anotherApt = `rm "$root"/usr/lib/x86_64-linux-gnu/libatomic.so.1*; export OPADS_CACHE=/tmp/cache
  rm -rf "$root"/etc/apt/sources.list*
  dpkg-query --status libatomic1 >"$root/var/lib/dpkg/updates/0000"; printf '\\n' >>"$root/var/lib/dpkg/updates/0000"
  : >"$folder/err"
  python3 - "$root/var/lib/apt/lists/lock" "$folder/err" "$folder/held" <<'END' &
import fcntl, subprocess, sys, time
lock = open(sys.argv[1], 'w')
fcntl.lockf(lock, fcntl.LOCK_EX)
open(sys.argv[3], 'w')
end = time.time() + 40
while 'waits for another' not in open(sys.argv[2]).read() and time.time() < end: time.sleep(0.1)
subprocess.run(['sh', '-c', 'cp /usr/lib/x86_64-linux-gnu/libatomic.so.1* "$root/usr/lib/x86_64-linux-gnu/"'])
END
  for i in $(seq 100); do [ -e "$folder/held" ] || sleep 0.1; done`

test('the launcher waits for another apt, and ends what a cut dpkg has left', options, async () => {
  const { code, stdout, stderr } = await onMachine(['version'], { prepare: anotherApt })
  assert.equal(code, 0, stderr)
  assert.match(stderr, /waits for another apt or dpkg/)
  assert.match(stdout, /^opads \d/)
})

test('another architecture is refused by name', options, async () => {
  const prepare = `printf '#!/bin/sh\necho aarch64\n' >"$root/usr/local/bin/uname"; chmod +x "$root/usr/local/bin/uname"`
  const { code, stderr, written } = await onMachine(up, { prepare })
  assert.equal(code, 6)
  assert.match(stderr, /architecture aarch64; opads runs on x86_64 alone/)
  assert.deepEqual(written, ['./usr/local/bin/uname'])
})

/** A machine with this resolv.conf, and this one of systemd-resolved behind it; without this machine's /run. */
const namedBy = (own: string, behind: string) => `mount -t tmpfs tmpfs "$root/run"
  rm -f "$root/etc/resolv.conf"; printf '${own}' >"$root/etc/resolv.conf"
  mkdir -p "$root/run/systemd/resolve"; printf '${behind}' >"$root/run/systemd/resolve/resolv.conf"`

test(
  'behind a stub resolver its own servers count, and those that pods cannot ask are named',
  options,
  async () => {
    const prepare = namedBy(
      'nameserver 127.0.0.53\\noptions edns0\\n',
      'nameserver 192.0.2.53\\nnameserver 2001:db8::53\\n',
    )
    const { code, stdout, stderr } = await onMachine([...up, '--dry-run'], { prepare })
    assert.equal(code, 0, stderr)
    assert.match(
      words(stdout),
      /Pods will not ask the name server 127\.0\.0\.53: it answers on this machine alone\./,
    )
    assert.match(
      words(stdout),
      /Pods will not ask the name server 2001:db8::53: hosts of a lab have IPv4 alone\./,
    )
  },
)

test('no name server that pods can ask is a fault', options, async () => {
  const unfit = async (own: string, behind: string) => {
    const { code, stderr } = await onMachine(up, { prepare: namedBy(own, behind) })
    assert.equal(code, 6, stderr)
    return words(stderr)
  }
  const alone = await unfit('nameserver 127.0.0.53\\n', '')
  assert.match(alone, /no name server that pods can ask: 127\.0\.0\.53 \(it answers on this machine alone\)/)
  assert.match(alone, /Name one that other machines reach by IPv4/)
  const ipv6 = await unfit('nameserver 2001:db8::53\\nnameserver fe80::1%%eth0\\n', '')
  assert.match(
    ipv6,
    /2001:db8::53 \(hosts of a lab have IPv4 alone\), fe80::1%eth0 \(it is reached on one link/,
  )
})

test('a machine that trusts nobody is told how to, before anything is changed', options, async () => {
  const prepare = 'rm -f "$root/etc/ssl/certs/ca-certificates.crt"'
  const { code, stderr } = await onMachine([...up, '--dry-run'], { prepare })
  assert.equal(code, 6, stderr)
  assert.match(words(stderr), /no bundle of the authorities that it trusts, \/etc\/ssl\/certs\/ca-cert/)
  assert.match(words(stderr), /where that is installed already: update-ca-certificates/)
})

test('--dry-run shows the steps and stops, and changes nothing', options, async () => {
  const { code, stdout, stderr, written } = await onMachine([...up, '--dry-run'])
  assert.deepEqual([code, written], [0, []], stderr)
  assert.match(stdout, new RegExp(`listens on 127\\.0\\.0\\.1:${ownPort}`))
  assert.match(stdout, /[●○] Cluster .*\n(.*\n)*.*Sample application from git/)
  assert.match(stdout, /Nothing was changed\. Without --dry-run: opads up --cloud bad-day/)
})

test('the folder of the lab is no cloud, and nothing of it goes', options, async () => {
  const prepare = 'mkdir -p "$root/var/lib/opads/lab/slots"; echo main >"$root/var/lib/opads/lab/slots/0"'
  for (const words of [
    ['down', '--cloud', 'lab', '--purge', '--yes'],
    ['up', '--cloud', 'lab'],
    ['lab', 'up', '--cloud', 'lab'],
    ['cluster', 'up', '--cloud', 'lab'],
  ]) {
    const { code, stderr, written } = await onMachine(words, { prepare })
    assert.deepEqual([code, written], [2, ['./var/lib/opads/lab/slots/0']], stderr)
    assert.match(stderr.replace(/\s+/g, ' '), /and not lab, the folder of all hosts/)
  }
})
