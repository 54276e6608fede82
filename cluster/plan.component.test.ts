/** Heavy, about three minutes: a host of its own. What is planted there is named by the next plan and mended by the next run, and no more. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { exec } from '@opads/world/exec'

const cloud = 'plantest'
const opads = new URL('../opads', import.meta.url).pathname
const run = (...words: string[]) => exec([opads, ...words], { timeoutMs: 600_000 })
const onHost = (...words: string[]) => run('lab', 'ssh', 'm1', '--name', cloud, '--', ...words)
type Answer = { readonly differences: readonly string[] }
const up = async () =>
  (JSON.parse((await run('cluster', 'up', '--cloud', cloud, '--json')).stdout) as Answer).differences
const plan = async () => {
  const { stdout } = await run('cluster', 'plan', '--cloud', cloud, '--json')
  return (JSON.parse(stdout) as { differences: { say: string }[] }).differences.map((one) => one.say)
}
/** Run by Ansible alone, as a person would: task → host, of those that changed something. */
const ansibleAlone = async () => {
  const playbooks = new URL('../playbooks', import.meta.url).pathname
  const { stdout } = await exec(['ansible-playbook', '-i', `/var/lib/opads/${cloud}/inventory`, 'k8s.yml'], {
    cwd: playbooks,
    env: { ANSIBLE_CONFIG: `${playbooks}/ansible.cfg`, ANSIBLE_STDOUT_CALLBACK: 'json_lines' },
    timeoutMs: 300_000,
  })
  const events = stdout.split('\n').filter((line) => line.startsWith('{"event"'))
  return events.map((line) => JSON.parse(line) as { event: string; outcome?: string; task?: string })
}

before(async () => {
  await run('lab', 'up', '--name', cloud, '--hosts', '1')
  await up()
})
after(() => run('lab', 'down', '--name', cloud))

test('a second run finds nothing, and Ansible alone changes nothing', async () => {
  assert.deepEqual(await up(), [])
  const results = (await ansibleAlone()).filter((event) => event.event === 'result')
  assert.ok(results.length >= 10)
  assert.deepEqual(
    results.filter((event) => event.outcome === 'changed').map((event) => event.task),
    [],
  )
})

test('a changed file, a stopped unit and a deleted object are named and mended, and nothing else', async () => {
  await onHost('sh -c "echo changed >>/etc/crictl.yaml"')
  await onHost('systemctl stop kubelet')
  await onHost('kubectl --kubeconfig /etc/kubernetes/admin.conf -n kube-system delete deployment coredns')
  const planted = [
    'm1: /etc/crictl.yaml differs',
    'm1: unit kubelet is stopped',
    'object Deployment kube-system/coredns is gone',
  ]
  assert.deepEqual(await plan(), planted)
  assert.deepEqual(await plan(), planted, 'a plan changes nothing')
  const before = (await onHost('ctr -n opads containers info etcd')).stdout
  assert.deepEqual(await up(), planted)
  assert.equal((await onHost('ctr -n opads containers info etcd')).stdout, before)
  assert.deepEqual(await plan(), [])
  assert.deepEqual(await up(), [])
})

test('a container that was stopped by hand and a manifest of kubeadm that was edited come back', async () => {
  await onHost('sh -c "echo >>/etc/kubernetes/manifests/kube-scheduler.yaml"')
  await onHost(
    'sh -c "ctr -n opads containers label registry containerd.io/restart.status=stopped; ctr -n opads tasks kill -s SIGKILL registry"',
  )
  const found = await plan()
  assert.deepEqual(found, [
    'm1: container registry is stopped',
    'm1: /etc/kubernetes/manifests/kube-scheduler.yaml differs',
  ])
  assert.deepEqual(await up(), found)
  assert.deepEqual(await up(), [])
})

test('the journal of runs ends with a step that was done', async () => {
  const lines = (await readFile(`/var/lib/opads/${cloud}/cluster.jsonl`, 'utf8')).trim().split('\n')
  assert.equal((JSON.parse(lines.at(-1)!) as { event: string }).event, 'done')
})
