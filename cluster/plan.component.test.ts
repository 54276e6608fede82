/** About three minutes, on a host of its own: the next plan names each planted fault, the next run fixes it, and nothing else. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { exec } from '@opads/world/exec'
import { accessByFile } from '@opads/world/kube/access'
import { type Kube, kube } from '@opads/world/kube/client'
import { waitFor } from '@opads/world/wait'

const cloud = 'plantest'
const opads = join(import.meta.dirname, '../opads')
const run = (...words: string[]) => exec([opads, ...words], { timeoutMs: 600_000 })
const onHost = (...words: string[]) => run('lab', 'ssh', 'm1', '--cloud', cloud, '--', ...words)
type Answer = { readonly differences: readonly string[] }
const up = async () =>
  (JSON.parse((await run('cluster', 'up', '--cloud', cloud, '--json')).stdout) as Answer).differences
const plan = async () => {
  const { stdout } = await run('cluster', 'plan', '--cloud', cloud, '--json')
  return (JSON.parse(stdout) as { differences: { say: string }[] }).differences.map((one) => one.say)
}
/** Runs Ansible directly, as a person would, and returns its events. */
const ansibleAlone = async () => {
  const playbooks = join(import.meta.dirname, '../playbooks')
  const { stdout } = await exec(['ansible-playbook', '-i', `/var/lib/opads/${cloud}/inventory`, 'k8s.yml'], {
    cwd: playbooks,
    env: { ANSIBLE_CONFIG: `${playbooks}/ansible.cfg`, ANSIBLE_STDOUT_CALLBACK: 'json_lines' },
    timeoutMs: 300_000,
  })
  const events = stdout.split('\n').filter((line) => line.startsWith('{"event"'))
  return events.map((line) => JSON.parse(line) as { event: string; outcome?: string; task?: string })
}

before(async () => {
  await exec([opads, 'lab', 'down', '--cloud', cloud], { codes: 'any' }) // left by a run that was killed
  await run('lab', 'up', '--cloud', cloud, '--hosts', '1')
  await up()
})
after(async () => {
  await run('lab', 'down', '--cloud', cloud)
  await rm(`/var/lib/opads/${cloud}`, { recursive: true, force: true }) // its keys
})

test('a second run finds nothing, and Ansible alone changes nothing', async () => {
  assert.deepEqual(await up(), [])
  const results = (await ansibleAlone()).filter((event) => event.event === 'result')
  assert.ok(results.length >= 10)
  assert.deepEqual(
    results.filter((event) => event.outcome === 'changed').map((event) => event.task),
    [],
  )
})

test('a changed file, a stopped unit and a deleted object are named and restored, and nothing else', async () => {
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
  const etcd = (await onHost('ctr -n opads containers info etcd')).stdout
  assert.deepEqual(await up(), planted)
  assert.equal((await onHost('ctr -n opads containers info etcd')).stdout, etcd)
  assert.deepEqual(await plan(), [])
  assert.deepEqual(await up(), [])
})

test('other name servers are named by a plan, and pods of CoreDNS have them after the run', async () => {
  const file = `/var/lib/opads/${cloud}/hosts.json`
  const before = await readFile(file, 'utf8')
  const hosts = JSON.parse(before) as { variables: { upstream_dns: string[] } }
  const servers = ['198.51.100.53', ...hosts.variables.upstream_dns].slice(0, 3)
  await writeFile(
    file,
    JSON.stringify({ ...hosts, variables: { ...hosts.variables, upstream_dns: servers } }),
  )
  const found = [
    'm1: /etc/opads/resolv.conf differs',
    'object Deployment kube-system/coredns differs (spec.template.metadata.annotations.opads/name-servers)',
  ]
  assert.deepEqual(await plan(), found)
  assert.deepEqual(await up(), found)
  const sandboxes = '/var/lib/containerd/io.containerd.grpc.v1.cri/sandboxes'
  assert.notEqual(await script(`grep -ls 198.51.100.53 ${sandboxes}/*/resolv.conf`), '')
  await writeFile(file, before)
  assert.deepEqual(await up(), found)
  assert.deepEqual(await up(), [])
})

test('an image of an earlier version goes, and what stands on the same bytes stays', async () => {
  const old = 'registry.opads.internal:10500/opads/kube-proxy:v1.0.0'
  await onHost(`ctr -n k8s.io images tag ${old.replace('v1.0.0', 'v1.37.2')} ${old}`)
  const found = [`m1: image ${old} is no longer wanted`]
  assert.deepEqual(await plan(), found)
  assert.deepEqual(await up(), found)
  assert.deepEqual(await up(), [])
})

test('a container that was stopped by hand and a manifest of kubeadm that was edited come back', async () => {
  await onHost('sh -c "echo >>/etc/kubernetes/manifests/kube-scheduler.yaml"')
  await onHost(
    'sh -c "ctr -n opads containers label registry containerd.io/restart.status=stopped; ctr -n opads tasks kill -s SIGKILL registry || true"',
  ) // containerd itself ends a container with that label, at times before our kill
  await waitFor(
    'the registry to end',
    async () => !/^registry .*RUNNING/m.test((await onHost('ctr -n opads tasks ls')).stdout),
  )
  const found = await plan()
  assert.deepEqual(found, [
    'm1: container registry is stopped',
    'm1: /etc/kubernetes/manifests/kube-scheduler.yaml differs',
  ])
  assert.deepEqual(await up(), found)
  assert.deepEqual(await up(), [])
})

test('after a restart of kube-proxy a pod finds names by the service, and its claim has a folder until it is deleted', async () => {
  const client = kube(await accessByFile(`/var/lib/opads/${cloud}/kubeconfig`))
  await restartPods(client, 'k8s-app=kube-proxy')
  const claim = {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data', namespace: 'default' },
  }
  const requests = { storage: '1Gi' }
  await client.apply(
    { ...claim, spec: { accessModes: ['ReadWriteOnce'], resources: { requests } } } as never,
    'test',
  )
  await client.apply(writer as never, 'test')
  await waitFor('the pod to end well', async () => (await phaseOf(client, podPath)) === 'Succeeded', {
    boundMs: 90_000,
  })
  assert.match((await onHost('sh -c "cat /var/lib/opads-volumes/*/written"')).stdout, /^10001$/m)
  await client.remove(podPath)
  await client.remove('/api/v1/namespaces/default/persistentvolumeclaims/data')
  await waitFor(
    'the folder to go',
    async () => (await onHost('ls /var/lib/opads-volumes')).stdout.trim() === '',
  )
  await waitFor(
    'the volume to go',
    async () => (await client.get<List>('/api/v1/persistentvolumes'))?.items.length === 0,
  )
  await client.close()
})

/** Runs a shell script on the host as root. */
const script = async (text: string) => {
  const argv = [opads, 'lab', 'ssh', 'm1', '--cloud', cloud, '--', 'sh', '-s'] as const
  return (await exec(argv, { input: text, codes: 'any', timeoutMs: 60_000 })).stdout.trim()
}
const kubectl = 'kubectl --kubeconfig /etc/kubernetes/admin.conf'

test('no token for joining is left, in the cluster or in a log', async () => {
  assert.equal(
    await script(
      `${kubectl} -n kube-system get secrets --field-selector type=bootstrap.kubernetes.io/token -o name`,
    ),
    '',
  )
  assert.equal(await script("grep -rhoE '(token|Using token:?) +[a-z0-9]{6}[.][a-z0-9]{16}' /var/log"), '')
  assert.equal(await script('stat -c %a /var/log/opads-kubeadm.log'), '600')
})

test('etcd and the log of writes never see what a secret says', async () => {
  const [open, closed] = ['an-open-word', 'a-closed-word']
  await script(
    `${kubectl} create configmap seen --from-literal=word=${open}; ${kubectl} create secret generic unseen --from-literal=word=${closed}`,
  )
  assert.equal(await script(`${kubectl} get secret unseen -o 'jsonpath={.data.word}' | base64 -d`), closed)
  assert.notEqual(await script(`grep -rl ${open} /var/lib/etcd`), '')
  assert.equal(await script(`grep -rl ${closed} /var/lib/etcd`), '')
  const written = await script(
    'grep \'"verb":"create"\' /var/log/kubernetes/audit.log | grep \'"name":"unseen"\'',
  )
  const { level, requestObject } = JSON.parse(written) as Record<string, unknown>
  assert.deepEqual([level, requestObject], ['Metadata', undefined])
  assert.equal(
    await script(`grep -rlE '${closed}|${Buffer.from(closed).toString('base64')}' /var/log/kubernetes`),
    '',
  )
  assert.equal(await script('stat -c %a /var/log/kubernetes/audit.log'), '600')
})

test('who says nothing of himself learns whether the API server is well, and nothing else', async () => {
  const ask = (path: string) =>
    script(`curl -sk -o /dev/null -w '%{http_code}' https://127.0.0.1:6443${path}`)
  const paths = ['/readyz', '/livez', '/healthz', '/api/v1/namespaces/kube-public/configmaps/cluster-info']
  assert.deepEqual(await Promise.all(paths.map(ask)), ['200', '200', '200', '200'])
  assert.deepEqual(await Promise.all(['/version', '/api', '/api/v1/secrets', '/metrics'].map(ask)), [
    '401',
    '401',
    '401',
    '401',
  ])
})

test('containers of the host run as users of their own, without rights, with bounds', async () => {
  for (const [name, uid] of [
    ['etcd', 10101],
    ['registry', 10102],
  ]) {
    const found = await script(`
      pid=$(ctr -n opads tasks ls | awk '$1 == "${name}" { print $2 }')
      grep -E '^(Uid|CapEff|CapBnd|NoNewPrivs|Seccomp):' /proc/$pid/status
      grep 'open files' /proc/$pid/limits
      ctr -n opads containers info ${name} | tr -d ' \\n' | grep -oE '"memory":[{]"limit":[0-9]+|"readonly":true'`)
    assert.deepEqual(found.split('\n').map((line) => line.trim().split(/\s+/).slice(0, 5).join(' ')), [
      `Uid: ${uid} ${uid} ${uid} ${uid}`, 'CapEff: 0000000000000000', 'CapBnd: 0000000000000000', 'NoNewPrivs: 1', 'Seccomp: 2',
      'Max open files 16384 16384', '"readonly":true', `"memory":{"limit":${name === 'etcd' ? 4096 * 2 ** 20 : 1024 * 2 ** 20}`,
    ]) // biome-ignore format: a list of lines
  }
  const folders =
    '/etc/opads /etc/opads/etcd /etc/opads/registry /etc/kubernetes/pki /var/lib/etcd /var/lib/opads-registry /var/log/opads'
  assert.deepEqual(new Set((await script(`stat -c %a ${folders}`)).split('\n')), new Set(['700']))
})

test('the kubelet bounds pods, and keeps the images that a cluster starts from', async () => {
  const { kubeletconfig: config } = JSON.parse(
    await script(`${kubectl} get --raw /api/v1/nodes/m1/proxy/configz`),
  ) as {
    kubeletconfig: Record<string, unknown>
  }
  assert.deepEqual(
    [
      config.podPidsLimit,
      config.seccompDefault,
      config.imageMaximumGCAge,
      config.containerLogMaxFiles,
      config.tlsMinVersion,
    ],
    [4096, true, '168h0m0s', 3, 'VersionTLS13'],
  )
  const { images } = JSON.parse(await script('crictl images -o json')) as {
    images: { repoTags: string[]; pinned: boolean }[]
  }
  assert.ok(images.length >= 9)
  assert.deepEqual(
    images.filter((one) => !one.pinned).flatMap((one) => one.repoTags),
    [],
  )
})

test('a run that is killed while Ansible works is gone on with by the next', async () => {
  await onHost('sh -c "echo changed >>/etc/crictl.yaml"')
  const killed = spawn(opads, ['cluster', 'up', '--cloud', cloud], { detached: true, stdio: 'ignore' })
  await waitFor('Ansible to start', async () => (await lastEntry()) === 'ansible started', { everyMs: 20 })
  process.kill(-killed.pid!, 'SIGKILL')
  const { stderr } = await run('cluster', 'up', '--cloud', cloud)
  assert.match(stderr, /going on after a run that was cut in "ansible"/)
  assert.deepEqual(await plan(), [])
  assert.match(await lastEntry(), / done$/)
})

/** The last entry of the journal, such as "ansible started". */
async function lastEntry(): Promise<string> {
  const text = await readFile(`/var/lib/opads/${cloud}/cluster.jsonl`, 'utf8')
  const { step, event } = JSON.parse(text.trim().split('\n').at(-1)!) as { step: string; event: string }
  return `${step} ${event}`
}

type List = { readonly items: readonly { readonly metadata: { readonly name: string } }[] }
const podPath = '/api/v1/namespaces/default/pods/writer'
/** An ordinary user, in an image that every host has. */
const writer = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'writer', namespace: 'default' },
  spec: {
    restartPolicy: 'Never',
    securityContext: { runAsUser: 10001, runAsNonRoot: true },
    containers: [
      {
        name: 'writer',
        image: 'registry.opads.internal:10500/opads/kube-proxy:v1.37.2',
        command: ['sh', '-c', 'getent hosts kubernetes.default.svc.cluster.local && id -u >/data/written'],
        volumeMounts: [{ name: 'data', mountPath: '/data' }],
      },
    ],
    volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
  },
}

const phaseOf = async (client: Kube, path: string) =>
  (await client.get<{ readonly status?: { readonly phase?: string } }>(path))?.status?.phase

/** Deletes all pods with this label and waits until others run. */
async function restartPods(client: Kube, label: string): Promise<void> {
  const path = '/api/v1/namespaces/kube-system/pods'
  const names = async () =>
    ((await client.get<List>(`${path}?labelSelector=${label}`))?.items ?? []).map((pod) => pod.metadata.name)
  const old = await names()
  for (const name of old) await client.remove(`${path}/${name}`)
  await waitFor('the other pods to run', async () => {
    const now = await names()
    const phases = await Promise.all(now.map((name) => phaseOf(client, `${path}/${name}`)))
    return (
      now.length > 0 &&
      now.every((name) => !old.includes(name)) &&
      phases.every((phase) => phase === 'Running')
    )
  })
}
