import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Cloud } from '@opads/parts/part'
import { deliveryPart } from './part.ts'

type Volume = {
  readonly secret?: { readonly secretName: string; readonly items?: readonly { key: string }[] }
}

test('delivery has no secret but its own and, for this release, the one that services shared', () => {
  const cloud = {
    image: (name: string) => name,
    domain: 'main.localhost',
    port: 8443,
    registryAddress: '198.18.0.11',
    stateHost: 'm1',
  } as Partial<Cloud> as Cloud
  assert.ok(deliveryPart.install.by === 'objects')
  const pods = deliveryPart.install.objects(cloud).filter(({ kind }) => kind === 'Deployment')
  const volumes = pods.flatMap(
    (one) =>
      (one as unknown as { spec: { template: { spec: { volumes: Volume[] } } } }).spec.template.spec.volumes,
  )
  assert.deepEqual(
    volumes.flatMap(({ secret }) => (secret ? (secret.items?.map(({ key }) => key) ?? ['all']) : [])),
    ['service-delivery', 'internal-token'],
  )
})
