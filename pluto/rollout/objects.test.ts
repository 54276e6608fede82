import assert from 'node:assert/strict'
import { test } from 'node:test'
import { recipe } from '@opads/delivery/contract'
import { hostOf, namespaceOf } from '../environment/names.ts'
import { objectsOf } from './objects.ts'

const image = `registry.opads.internal/applications/ours/shop@sha256:${'0'.repeat(64)}`
const placed = (variables: Record<string, string> = {}, words: object = {}, userNamespace = true) =>
  objectsOf({
    application: 'shop',
    tenant: 'ours',
    environment: 'uat',
    domain: 'main.localhost',
    release: 7,
    commit: 'abc',
    image,
    recipe: recipe.parse({ base: 'node', ...words }),
    replicas: 3,
    variables,
    userNamespace,
    variablesDigest: 'digest',
  })
// biome-ignore lint/suspicious/noExplicitAny: objects of Kubernetes, looked into by path
const only = (kind: string, objects = placed()): any => objects.find((one) => one.kind === kind)

test('names of places are made in one way', () => {
  assert.equal(namespaceOf('ours', 'uat'), 'ours-uat')
  assert.equal(
    hostOf({ application: 'shop', environment: 'uat', domain: 'main.localhost' }),
    'shop-uat.main.localhost',
  )
})
test('its namespace and variables come before what needs them', () => {
  assert.deepEqual(
    placed().map(({ kind }) => kind),
    ['Namespace', 'Secret', 'Deployment', 'Service', 'Ingress'],
  )
  for (const { kind, metadata } of placed())
    assert.deepEqual(
      [metadata.name, metadata.namespace],
      kind === 'Namespace' ? ['ours-uat', undefined] : ['shop', 'ours-uat'],
    )
})
test('values are in the Secret alone', () => {
  const objects = placed({ KEY: 'hidden' })
  assert.deepEqual(only('Secret', objects).data, { KEY: 'aGlkZGVu' })
  const rest = JSON.stringify(objects.filter(({ kind }) => kind !== 'Secret'))
  assert.ok(!rest.includes('hidden') && !rest.includes('aGlkZGVu'))
  assert.deepEqual(only('Deployment', objects).spec.template.spec.containers[0].envFrom, [
    { secretRef: { name: 'shop' } },
  ])
})
test('a pod has no privileges, no token and no root', () => {
  const { spec } = only('Deployment').spec.template
  assert.equal(spec.automountServiceAccountToken, false)
  assert.deepEqual(spec.securityContext, { seccompProfile: { type: 'RuntimeDefault' } })
  assert.deepEqual(spec.containers[0].securityContext, {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    runAsNonRoot: true,
    runAsUser: 10001,
  })
  assert.equal(only('Namespace').metadata.labels['pod-security.kubernetes.io/enforce'], 'baseline')
})
test('its users are none of the host where nodes can; elsewhere nothing is said of it', () => {
  assert.equal(only('Deployment').spec.template.spec.hostUsers, false)
  const elsewhere = only('Deployment', placed({}, {}, false)).spec.template.spec
  assert.equal('hostUsers' in elsewhere, false)
})
test('no pod is deleted before another is ready; what leaves still serves', () => {
  const { strategy, replicas, template } = only('Deployment').spec
  assert.deepEqual(strategy, { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } })
  assert.equal(replicas, 3)
  assert.deepEqual(template.spec.containers[0].lifecycle, { preStop: { sleep: { seconds: 3 } } })
})
test('another release, commit or variable makes new pods; whatever makes them says so', () => {
  const annotationsOf = (objects = placed()) => only('Deployment', objects).spec.template.metadata.annotations
  const { 'opads.io/template': digest, ...rest } = annotationsOf()
  assert.deepEqual(rest, {
    'opads.io/release': '7',
    'opads.io/commit': 'abc',
    'opads.io/variables': 'digest',
  })
  assert.equal(annotationsOf()['opads.io/template'], digest)
  for (const other of [placed({}, { port: 3000 }), placed({}, {}, false)])
    assert.notEqual(annotationsOf(other)['opads.io/template'], digest)
})
test('port, health, start and environment are as the recipe says', () => {
  const words = { port: 3000, health: '/up', run: ['npm', 'start'], env: { A: 'b' }, startSeconds: 9 }
  const { spec } = only('Deployment', placed({}, words))
  const [container] = spec.template.spec.containers
  assert.equal(spec.progressDeadlineSeconds, 9)
  assert.deepEqual(container.args, ['npm', 'start'])
  assert.deepEqual(container.env, [
    { name: 'PORT', value: '3000' },
    { name: 'A', value: 'b' },
  ])
  assert.deepEqual(container.ports, [{ name: 'http', containerPort: 3000 }])
  assert.deepEqual(container.readinessProbe.httpGet, { path: '/up', port: 'http' })
  assert.equal('args' in only('Deployment').spec.template.spec.containers[0], false)
})
test('Kubernetes expands nothing of what a recipe says', () => {
  const words = { run: ['echo', '$(PORT)'], env: { PASSWORD: 'a$$b' } }
  const [container] = only('Deployment', placed({}, words)).spec.template.spec.containers
  assert.deepEqual(container.args, ['echo', '$$(PORT)'])
  assert.deepEqual(container.env[1], { name: 'PASSWORD', value: 'a$$$$b' })
})
test('its address leads to its Service, and that to its own pods only', () => {
  const { selector } = only('Service').spec
  assert.deepEqual(selector, { 'app.kubernetes.io/name': 'shop', 'opads.io/environment': 'uat' })
  assert.deepEqual(only('Deployment').spec.selector.matchLabels, selector)
  const [rule] = only('Ingress').spec.rules
  assert.equal(rule.host, 'shop-uat.main.localhost')
  assert.deepEqual(rule.http.paths[0].backend, { service: { name: 'shop', port: { number: 80 } } })
})
