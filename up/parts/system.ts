/** What all other parts need: namespaces, secrets and trust. Pure. */
import { buildNamespace, type Manifest, type Part, systemNamespace } from '@opads/kernel/part'

const base64 = (text: string) => Buffer.from(text).toString('base64')

export const systemPart: Part = {
  name: 'system',
  title: 'Namespaces, secrets and trust',
  needs: [],
  images: [],
  ports: [],
  statePaths: [],
  memoryBytes: 0,
  workloads: [],
  probes: [],
  objects: ({ file, trustBundle, packageRegistries }) => {
    const secret = (
      namespace: string,
      name: string,
      values: Readonly<Record<string, string>>,
      type = 'Opaque',
    ) =>
      ({
        apiVersion: 'v1',
        kind: 'Secret',
        type,
        metadata: { name, namespace },
        data: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, base64(value)])),
      }) satisfies Manifest & Record<string, unknown>
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
      secret(systemNamespace, 'opads', {
        'database-password': file('secrets/database-password'),
        'internal-token': file('secrets/internal-token'),
        'sealing-key': file('secrets/sealing-key'),
        'operator-token': file('secrets/operator-token'),
        'first-password': file('admin-password'),
      }),
      secret(
        systemNamespace,
        'gateway-tls',
        { 'tls.crt': file('gateway/gateway.crt'), 'tls.key': file('gateway/gateway.key') },
        'kubernetes.io/tls',
      ),
      secret(buildNamespace, 'registry', { 'ca.crt': file('ca.crt'), password: file('registry/pusher') }),
      configMap('trust', { 'ca.crt': trustBundle }),
      configMap('package-registries', packageRegistries),
    ]
  },
}
