import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Observed, statusOf } from './status-facts.ts'
import { statusText } from './status-text.ts'

const now = Date.parse('2026-11-24T00:00:00Z')
const well: Observed = {
  cloud: 'main',
  nodes: [{ name: 'm1', isReady: true, kubernetes: '1.37.2', takesPods: true, hasUserNamespaces: true }],
  pods: [
    {
      name: 'opads-system/pluto-1',
      isWell: true,
      part: 'pluto',
      isOfPeople: false,
      memoryBytes: 90 * 2 ** 20,
    },
    { name: 'samples-sit/hello-1', isWell: true, part: null, isOfPeople: true, memoryBytes: 40 * 2 ** 20 },
    { name: 'kube-system/coredns-1', isWell: true, part: null, isOfPeople: false, memoryBytes: 20 * 2 ** 20 },
  ],
  containers: [
    { name: 'm1', title: 'Host m1', isRunning: true, memoryBytes: 400 * 2 ** 20 },
    { name: 'etcd', title: 'Database of the cluster', isRunning: true, memoryBytes: 50 * 2 ** 20 },
  ],
  parts: [{ name: 'pluto', title: 'API and console', budgetBytes: 120 * 2 ** 20, faults: [] }],
  certificateUntil: '2027-11-24T00:00:00Z',
}

test('a whole cloud is healthy, in lines of one screen', () => {
  assert.equal(
    statusText(statusOf(well, now)),
    `main   ● healthy   Kubernetes 1.37.2   1 host   3 pods   600 MiB
  ● cluster       1 of 1 nodes ready, tenants in user namespaces   20 MiB
  ● m1            Host m1   400 MiB
  ● etcd          Database of the cluster   50 MiB
  ● pluto         API and console   90 MiB of 120 MiB
  ● applications  1 pod of applications and builds   40 MiB
  ● certificates  the gateway's until 2027-11-24
`,
  )
})
test('what to do is said where something is not well', () => {
  const text = statusText(statusOf({ ...well, containers: 'no docker' }, now))
  assert.match(text, /^main {3}▲ needs attention /)
  assert.match(
    text,
    /\n\nWhat to do: opads doctor --cloud main\. Repair what differs: opads up --cloud main\n$/,
  )
})
test('the lines explain the memory of the whole: each byte is in one of them', () => {
  const { memoryBytes, lines } = statusOf({ ...well, parts: [] }, now)
  assert.equal(memoryBytes, 600 * 2 ** 20)
  assert.equal(lines.find(({ name }) => name === 'cluster')?.memoryBytes, 110 * 2 ** 20) // a part without a line too
})
test('a container that does not run is a failure, and containers that could not be asked want a person', () => {
  const stopped = { name: 'registry', title: 'Registry', isRunning: false, memoryBytes: 0 }
  const failed = statusOf({ ...well, containers: [stopped] }, now)
  assert.deepEqual([failed.state, failed.lines[1]!.detail], ['failed', 'Registry: does not run'])
  const unasked = statusOf({ ...well, containers: 'no docker' }, now)
  assert.deepEqual(
    [unasked.state, unasked.lines[1]!.detail],
    ['attention', 'containers could not be asked: no docker'],
  )
})
test('a node that is away and an address that does not answer are failures', () => {
  const { state, lines } = statusOf(
    {
      ...well,
      nodes: [{ ...well.nodes[0]!, isReady: false }],
      parts: [{ ...well.parts[0]!, faults: ['https://console does not answer: refused'] }],
    },
    now,
  )
  assert.equal(state, 'failed')
  assert.deepEqual(
    lines.filter((line) => line.state === 'failed').map((line) => line.detail),
    ['not ready: m1', 'https://console does not answer: refused'],
  )
})
test('a node that cannot give user namespaces is named, and one that takes no pods of tenants is not', () => {
  const old = { ...well.nodes[0]!, name: 'old', hasUserNamespaces: false }
  const detailOf = (nodes: Observed['nodes']) => statusOf({ ...well, nodes }, now).lines[0]!.detail
  assert.equal(
    detailOf([well.nodes[0]!, old]),
    '2 of 2 nodes ready, tenants without user namespaces, which old cannot give',
  )
  assert.equal(
    detailOf([well.nodes[0]!, { ...old, takesPods: false }]),
    '2 of 2 nodes ready, tenants in user namespaces',
  )
})
test('memory over the budget, a certificate near its end and a pod that is not ready want a person', () => {
  const { state, lines } = statusOf(
    {
      ...well,
      pods: [
        { ...well.pods[0]!, memoryBytes: 200 * 2 ** 20 },
        { ...well.pods[1]!, isWell: false },
      ],
      certificateUntil: '2026-12-01T00:00:00Z',
    },
    now,
  )
  assert.equal(state, 'attention')
  assert.deepEqual(
    lines.filter((line) => line.state === 'attention').map((line) => line.name),
    ['pluto', 'certificates', 'pod'],
  )
})
