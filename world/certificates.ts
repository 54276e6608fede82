/** Authorities and what they sign, made once by openssl; private keys stay in the cloud's folder, mode 0600. */
import { X509Certificate } from 'node:crypto'
import { access, chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Exec } from './exec.ts'

/** `folder` holds `ca.crt` and `ca.key`. */
export type Authority = { readonly folder: string; readonly title: string }
/** `names`: `DNS:…` and `IP:…` of the subject alternative name. */
export type Subject = { readonly name: string; readonly names: readonly string[] }

/** An authority is made once. A certificate for other names, or one that ends within a month, is made anew. */
export type Certificates = {
  readonly authority: (authority: Authority) => Promise<void>
  /** `<folder>/<name>.crt` and `.key`, signed by the authority; for servers and clients alike. */
  readonly certificate: (folder: string, authority: Authority, subject: Subject) => Promise<void>
}

/** @param now milliseconds */
export const certificates = (exec: Exec, now: () => number = Date.now): Certificates => ({
  authority: (authority) => ensureAuthority(authority, exec),
  certificate: (folder, authority, subject) => ensureCertificate(folder, authority, subject, exec, now),
})

async function ensureAuthority({ folder, title }: Authority, exec: Exec): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const [key, certificate] = [join(folder, 'ca.key'), join(folder, 'ca.crt')]
  if (await isThere(certificate)) return
  await newKey(key, exec)
  const words = ['-days', '3650', '-subj', `/CN=${title}`, '-out', `${certificate}.new`]
  const extensions = [
    '-addext',
    'basicConstraints=critical,CA:TRUE',
    '-addext',
    'keyUsage=critical,keyCertSign,cRLSign',
  ]
  await exec(['openssl', 'req', '-x509', '-new', '-key', key, ...words, ...extensions])
  await rename(`${certificate}.new`, certificate)
}

const monthMs = 30 * 86_400_000

/** @param names `DNS:…` and `IP:…`; @param now milliseconds since the epoch */
export function isUsable(pem: string, names: readonly string[], now: number): boolean {
  const { subjectAltName = '', validToDate } = new X509Certificate(pem)
  const there = subjectAltName.replaceAll('IP Address:', 'IP:').split(', ').filter(Boolean)
  return validToDate.getTime() > now + monthMs && there.sort().join() === [...names].sort().join()
}

async function ensureCertificate(
  folder: string,
  authority: Authority,
  { name, names }: Subject,
  exec: Exec,
  now: () => number,
): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const at = (ending: string) => join(folder, `${name}.${ending}`)
  const extensions = `basicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth,clientAuth\n${names.length > 0 ? `subjectAltName=${names.join(',')}\n` : ''}`
  const known = await readFile(at('crt'), 'utf8').catch(() => undefined)
  if (known !== undefined && isUsable(known, names, now())) return
  await newKey(at('key'), exec)
  await writeFile(at('ext'), extensions)
  await exec(['openssl', 'req', '-new', '-key', at('key'), '-subj', `/CN=${name}`, '-out', at('csr')])
  const signer = [
    '-CA',
    join(authority.folder, 'ca.crt'),
    '-CAkey',
    join(authority.folder, 'ca.key'),
    '-CAcreateserial',
  ]
  await exec([
    'openssl',
    'x509',
    '-req',
    '-in',
    at('csr'),
    ...signer,
    '-days',
    '365',
    '-extfile',
    at('ext'),
    '-out',
    at('crt.new'),
  ])
  await rename(at('crt.new'), at('crt'))
}

async function newKey(path: string, exec: Exec): Promise<void> {
  await exec(['openssl', 'genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', path])
  await chmod(path, 0o600)
}

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )
