/**
 * The first `up` on stock machines: Debian 12 and Debian 13 in QEMU, each with its own kernel, systemd as process 1, cgroup v2, a
 * stub resolver, a strict umask, a checkout in a folder with a space, and no container engine. Without KVM the build of the sample
 * gets no processor time: `up` then stops when the cluster is verified.
 */
import assert from 'node:assert/strict'
import { after, before, describe } from 'node:test'
import { keepResult } from './kit/result.ts'
import { steps } from './kit/steps.ts'
import { checkout, hasKvm, type StockMachine, type Suite, stockMachine } from './kit/stock-machine.ts'

const machines: readonly { readonly title: string; readonly suite: Suite }[] = [
  { title: 'Debian 12', suite: 'bookworm' },
  { title: 'Debian 13', suite: 'trixie' },
]
const up = hasKvm ? './opads up' : './opads up --until cluster-ready'
const wanted = (process.env.OPADS_SUITES ?? machines.map(({ suite }) => suite).join()).split(',')

for (const { title, suite } of machines.filter((one) => wanted.includes(one.suite)))
  describe(title, () => run(title, suite))

function run(title: string, suite: Suite): void {
  const step = steps()
  const figures: Record<string, number | string> = {}
  const started = performance.now()
  let machine: StockMachine
  let found: Record<string, readonly string[]>
  let packages: readonly string[]
  let passed = false

  const says = async (command: string) => (await machine.run(command)).stdout.trim()
  const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const begun = performance.now()
    const answer = await work()
    figures[`${name}Seconds`] = Math.round((performance.now() - begun) / 1000)
    return answer
  }
  const installed = async () =>
    (await says('dpkg-query --show')).split('\n').map((line) => line.split('\t')[0]!)

  before(async () => {
    machine = await stockMachine(suite)
    await machine.down() // left by a killed story
  })
  after(async () => {
    await machine.down()
    const seconds = Math.round((performance.now() - started) / 1000)
    await keepResult('stock-debian', title, { passed, seconds, figures })
  })

  step('it boots, and is what it is said to be', async () => {
    await timed('boot', machine.up)
    figures.kernel = await says('uname -r')
    assert.match(await says('cat /etc/os-release'), new RegExp(`VERSION_CODENAME=${suite}`))
    assert.equal(await says('stat -f -c %T /sys/fs/cgroup'), 'cgroup2fs')
    assert.equal(await says('cat /proc/1/comm'), 'systemd')
    assert.match(await says('cat /etc/resolv.conf'), /^nameserver 127\.0\.0\.53$/m)
    assert.equal(await says('umask'), '0077')
    assert.equal(await says('pwd'), checkout)
    assert.equal(await says('command -v docker || echo none'), 'none')
    await says('./opads version') // installs the launcher's packages, which stay and do not count as traces
    packages = await installed()
    found = await machine.traces()
  })

  step(hasKvm ? 'up ends with the sample answering' : 'up ends with a verified cluster', async () => {
    figures.reached = hasKvm ? 'sample' : 'cluster-ready'
    const { code } = await timed('up', () => machine.run(up))
    assert.equal(code, 0)
  })

  step('the cluster’s node is ready, and a pod answers', async () => {
    const kubectl = 'ssh -F /var/lib/opads/main/ssh/config m1 kubectl --kubeconfig /etc/kubernetes/admin.conf'
    assert.match(await says(`${kubectl} get nodes --no-headers`), /^m1 +Ready /)
    const dns = '/api/v1/namespaces/kube-system/services/kube-dns:metrics/proxy/metrics'
    assert.match(await says(`${kubectl} get --raw ${dns}`), /^coredns_build_info\{/m)
    if (!hasKvm) return
    const page = 'curl --silent --cacert /var/lib/opads/main/ca.crt https://hello-sit.main.localhost:8443/'
    assert.equal(await says(page), 'Hello from Opads, version 1')
  })

  if (hasKvm)
    step('status is healthy', async () => {
      const { code, stdout } = await machine.run('./opads status --json')
      const { state, lines } = JSON.parse(stdout.trim().split('\n').at(-1)!) as {
        state: string
        lines: unknown
      }
      assert.equal(state, 'healthy', JSON.stringify(lines))
      assert.equal(code, 0)
    })

  step('a second up changes nothing', async () => {
    const { code, stdout } = await timed('secondUp', () => machine.run(up))
    assert.equal(code, 0)
    assert.match(stdout, /Nothing was changed/)
  })

  step('down leaves the machine as it was, and names the packages that stay', async () => {
    const { code, stdout } = await timed('down', () => machine.run('./opads down --yes --purge'))
    assert.equal(code, 0)
    assert.deepEqual(await machine.traces(), found)
    const more = (await installed()).filter((name) => !packages.includes(name))
    figures.packagesLeft = more.length
    assert.ok(more.includes('docker.io'))
    assert.match(stdout, /docker\.io/)
    passed = true
  })
}
