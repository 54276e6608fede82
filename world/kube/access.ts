/** How to reach an API server: from a kubeconfig with client certificates, or as a pod. */
import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'

/** `origin`: `https://host:port`. `token` is called for every request, because the kubelet renews the token. */
export type KubeAccess = {
  readonly origin: string
  readonly ca: string
  readonly certificate?: string
  readonly key?: string
  readonly token?: () => Promise<string>
}
type Kubeconfig = {
  clusters: { cluster: { server: string; 'certificate-authority-data': string } }[]
  users: { user: { 'client-certificate-data': string; 'client-key-data': string } }[]
}
const plain = (text: string) => Buffer.from(text, 'base64').toString()

/** Reads a kubeconfig as kubeadm writes it: one cluster, one user, embedded certificates. */
export async function accessByFile(path: string): Promise<KubeAccess> {
  const { clusters, users } = parse(await readFile(path, 'utf8')) as Kubeconfig
  const [cluster, user] = [clusters[0]!.cluster, users[0]!.user]
  return {
    origin: cluster.server,
    ca: plain(cluster['certificate-authority-data']),
    certificate: plain(user['client-certificate-data']),
    key: plain(user['client-key-data']),
  }
}

export async function accessAsPod(): Promise<KubeAccess> {
  const folder = '/var/run/secrets/kubernetes.io/serviceaccount'
  return {
    origin: `https://${process.env.KUBERNETES_SERVICE_HOST}:${process.env.KUBERNETES_SERVICE_PORT}`,
    ca: await readFile(`${folder}/ca.crt`, 'utf8'),
    token: () => readFile(`${folder}/token`, 'utf8'),
  }
}
