/** The CA of etcd and what it signs, made once by openssl; private keys stay in the cloud's folder, mode 0600. */
import { access, chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Exec } from '@opads/world/exec'

/** @param addresses of the etcd members, for the names in the server certificate */
export async function etcdCertificates(
  folder: string,
  addresses: readonly string[],
  exec: Exec,
): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const at = (name: string) => join(folder, name)
  if (!(await isThere(at('ca.crt')))) {
    await exec(['openssl', 'ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', at('ca.key')])
    await exec([
      'openssl',
      'req',
      '-x509',
      '-new',
      '-key',
      at('ca.key'),
      '-days',
      '3650',
      '-subj',
      '/CN=opads etcd',
      '-out',
      at('ca.crt'),
    ])
  }
  const names = ['DNS:localhost', 'IP:127.0.0.1', ...addresses.map((address) => `IP:${address}`)].join(',')
  for (const name of ['server', 'client']) {
    if (await isThere(at(`${name}.crt`))) continue
    await writeFile(
      at(`${name}.ext`),
      `extendedKeyUsage=serverAuth,clientAuth\n${name === 'server' ? `subjectAltName=${names}\n` : ''}`,
    )
    await exec(['openssl', 'ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', at(`${name}.key`)])
    await exec([
      'openssl',
      'req',
      '-new',
      '-key',
      at(`${name}.key`),
      '-subj',
      `/CN=etcd ${name}`,
      '-out',
      at(`${name}.csr`),
    ])
    await exec([
      'openssl',
      'x509',
      '-req',
      '-in',
      at(`${name}.csr`),
      '-CA',
      at('ca.crt'),
      '-CAkey',
      at('ca.key'),
      '-CAcreateserial',
      '-days',
      '365',
      '-extfile',
      at(`${name}.ext`),
      '-out',
      at(`${name}.crt`),
    ])
    await chmod(at(`${name}.key`), 0o600)
  }
}

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )
