/** Certificates of hosts that have their own: read only from secrets that ingresses of our class name. */
import { createPrivateKey, X509Certificate } from 'node:crypto'
import type { KubeObject } from '@opads/kernel/kube'
import { Problem } from '@opads/kernel/problem'
import type { Kube } from '@opads/world/kube/client'
import type { Certificate, SecretName, Table, TlsRule } from './routes.ts'

type Secret = KubeObject & { data?: Readonly<Record<string, string>> }
const plain = (text = '') => Buffer.from(text, 'base64').toString()

/** The certificate in a secret of type kubernetes.io/tls, or a sentence on why it cannot be used. Pure. */
function certificateIn(secret: KubeObject): Certificate | string {
  const { data = {} } = secret as Secret
  const pair = { certificate: plain(data['tls.crt']), key: plain(data['tls.key']) }
  try {
    const fits = new X509Certificate(pair.certificate).checkPrivateKey(createPrivateKey(pair.key))
    return fits ? pair : 'its key is not the one of its certificate'
  } catch {
    return 'tls.crt or tls.key is no PEM'
  }
}

/** Reads these hosts' certificates. Logs an unreadable one once; keeps the last known ones while the API server is unavailable. */
export function certificateReader(kube: Pick<Kube, 'get'>, say: (line: string) => void) {
  const known = new Map<string, Certificate | string>()

  const refresh = async (path: string): Promise<Certificate | string | undefined> => {
    try {
      const secret = await kube.get(path)
      return secret ? certificateIn(secret) : 'there is no such secret'
    } catch (failure) {
      const isRefused = failure instanceof Problem && failure.facts.status === 403
      return isRefused ? 'no role lets the gateway read it' : known.get(path)
    }
  }
  return async (rules: readonly TlsRule[]): Promise<Table['certificates']> => {
    const paths = new Set(rules.map(({ secret }) => pathOf(secret)))
    for (const path of known.keys()) if (!paths.has(path)) known.delete(path)
    for (const path of paths) {
      const found = await refresh(path)
      if (typeof found === 'string' && found !== known.get(path))
        say(`${path}: ${found}; its hosts have the cloud's certificate`)
      if (found !== undefined) known.set(path, found)
    }
    return Object.fromEntries(
      rules.flatMap(({ host, secret }) => {
        const found = known.get(pathOf(secret))
        return typeof found === 'object' ? [[host, found]] : []
      }),
    )
  }
}

const pathOf = ({ namespace, name }: SecretName) => `/api/v1/namespaces/${namespace}/secrets/${name}`
