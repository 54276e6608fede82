/** What all other parts need: namespaces, secrets and trust. Pure. */
import { buildNamespace, systemNamespace } from '@opads/kernel/namespaces'
import { type Service, secretOfService, services } from '@opads/kernel/service'
import { secretOf } from './objects.ts'
import type { Cloud, Manifest, Part } from './part.ts'

const pathOf = (service: Service) => `secrets/${secretOfService(service)}`

export const systemPart: Part = {
  name: 'system',
  title: 'Namespaces, secrets and trust',
  needs: ['kubernetes', 'network', 'names', 'registry', 'local-volumes'],
  namespaces: [systemNamespace, buildNamespace],
  files: [
    { path: 'ca.crt' },
    { path: 'registry/pusher' },
    { path: 'admin-password', random: 12, encoding: 'base64url' },
    { path: 'secrets/database-password', random: 24, encoding: 'base64url' },
    // The secret that all services shared before each had its own.
    { path: 'secrets/internal-token', random: 32, encoding: 'base64url' },
    ...services.map((service) => ({ path: pathOf(service), random: 32, encoding: 'base64url' }) as const),
    { path: 'secrets/operator-token', random: 32, encoding: 'base64url', prefix: 'opads_' },
    { path: 'secrets/sealing-key', random: 32, encoding: 'base64' },
  ],
  install: { by: 'objects', objects },
}

function objects({ file, trustBundle, packageRegistries }: Cloud): readonly Manifest[] {
  const configMap = (name: string, data: Readonly<Record<string, string>>) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: buildNamespace },
    data,
  })
  /** The API server adds this label: without it here, a second apply counts as a change. */
  const namespace = (name: string) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
  })
  return [
    namespace(systemNamespace),
    namespace(buildNamespace),
    secretOf(systemNamespace, 'opads', {
      'database-password': file('secrets/database-password'),
      'internal-token': file('secrets/internal-token'),
      ...Object.fromEntries(services.map((service) => [secretOfService(service), file(pathOf(service))])),
      'sealing-key': file('secrets/sealing-key'),
      'operator-token': file('secrets/operator-token'),
      'first-password': file('admin-password'),
    }),
    secretOf(buildNamespace, 'registry', { 'ca.crt': file('ca.crt'), password: file('registry/pusher') }),
    configMap('trust', { 'ca.crt': trustBundle }),
    configMap('package-registries', packageRegistries),
  ]
}
