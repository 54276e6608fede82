import assert from 'node:assert/strict'
import { test } from 'node:test'
import { recipe } from './contract.ts'
import { buildJob, stepName } from './job.ts'

const build = [
  ['npm', 'ci'],
  ['npm', 'run', 'build'],
]
const job = (words: object = { build }, userNamespace = true) =>
  buildJob({
    run: 7,
    application: 'shop',
    tenant: 'ours',
    recipe: recipe.parse({ base: 'node', ...words }),
    opadsImage: 'opads@sha256:1',
    baseImage: 'node@sha256:2',
    target: 'registry.opads.internal/applications/ours/shop:abc',
    sourceUrl: 'http://delivery.opads-system/source/7/ours/shop/abc',
    sourceToken: 'for this source only',
    registryAddress: '10.0.0.5',
    userNamespace,
    // biome-ignore lint/suspicious/noExplicitAny: an object of Kubernetes, looked into by path
  }) as any
const podOf = (words?: object) => job(words).spec.template.spec
const containersOf = (words?: object) => [...podOf(words).initContainers, ...podOf(words).containers]

test('one container a step, in order, between the source and the image', () => {
  const names = containersOf().map((one: { name: string }) => one.name)
  assert.deepEqual(names, ['fetch', 'step-1', 'step-2', 'package'])
  assert.equal(stepName(1), 'step-2')
  const [, first, second] = containersOf()
  assert.deepEqual([first.command, second.command], build)
  assert.deepEqual([first.image, first.workingDir], ['node@sha256:2', '/work/source'])
  const none = containersOf({ base: 'static' }).map((one: { name: string }) => one.name)
  assert.deepEqual(none, ['fetch', 'package'])
})
test('Kubernetes expands nothing of what a person writes', () => {
  const words = ['echo', '$(HOME)', 'a$$b']
  const [, step, end] = containersOf({ build: [words], include: ['$(HOME)'] })
  assert.deepEqual(step.command, ['echo', '$$(HOME)', 'a$$$$b'])
  const include = end.env.find((one: { name: string }) => one.name === 'OPADS_INCLUDE')
  assert.equal(include.value, '["$$(HOME)"]')
})
test('no container has privileges, root or memory without a limit', () => {
  for (const { name, securityContext, resources } of containersOf()) {
    const locked = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, runAsNonRoot: true, runAsUser: 10001, runAsGroup: 10001 } // biome-ignore format: one context
    assert.deepEqual(securityContext, locked, name)
    assert.match(resources.limits.memory, /^\dGi$/, name)
  }
  const { securityContext, hostNetwork, hostPID, hostIPC } = podOf()
  assert.deepEqual(securityContext, { fsGroup: 10001, seccompProfile: { type: 'RuntimeDefault' } })
  assert.deepEqual([hostNetwork, hostPID, hostIPC], [undefined, undefined, undefined])
})
test('its users are none of the host where nodes can; elsewhere nothing is said of it', () => {
  assert.equal(podOf().hostUsers, false)
  assert.equal('hostUsers' in job({ build }, false).spec.template.spec, false)
})
test('a build cannot speak to Kubernetes', () => {
  assert.equal(podOf().automountServiceAccountToken, false)
  assert.equal(podOf().enableServiceLinks, false)
  assert.equal(podOf().serviceAccountName, undefined)
})
test('steps see neither the token of the source nor the password of the registry', () => {
  for (const step of podOf().initContainers.slice(1)) {
    assert.ok(!JSON.stringify(step).includes('for this source only'))
    const mounts = step.volumeMounts.map((one: { name: string }) => one.name)
    assert.deepEqual(mounts, ['work', 'cache', 'trust'])
  }
})
test('the cache of packages is of one tenant', () => {
  const [, step] = podOf().initContainers
  const cache = step.volumeMounts.find((one: { name: string }) => one.name === 'cache')
  assert.deepEqual(cache, { name: 'cache', mountPath: '/cache', subPath: 'ours' })
})
test('a step that fails is not begun again, a killed pod is; nothing runs for ever', () => {
  const { backoffLimit, activeDeadlineSeconds, podFailurePolicy, template } = job().spec
  assert.deepEqual([backoffLimit, activeDeadlineSeconds, template.spec.restartPolicy], [3, 1800, 'Never'])
  assert.deepEqual(podFailurePolicy.rules, [
    { action: 'FailJob', onExitCodes: { operator: 'NotIn', values: [137, 143] } },
  ])
})
test('the same run is the same Job', () => {
  assert.deepEqual(job().metadata, {
    name: 'build-7',
    namespace: 'opads-builds',
    labels: { 'opads.io/run': '7', 'opads.io/application': 'shop', 'opads.io/tenant': 'ours' },
  })
  assert.deepEqual(job(), job())
})
