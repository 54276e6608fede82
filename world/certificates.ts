/** CAs and the certificates that they sign, created once by openssl; private keys stay in the cloud's folder, mode 0600. */
import { X509Certificate } from 'node:crypto'
import { access, chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { flush, moveDurably } from './durable.ts'
import type { Exec } from './exec.ts'

/**
 * A CA. `folder` has `ca.crt` and `ca.key`. `signs`: its name constraints, such as `DNS:cloud.test` (with all names below it) and
 * `IP:198.18.0.0/24`; without it, any name. Needed for a CA that people's machines trust.
 */
type Authority = {
  readonly folder: string
  readonly title: string
  readonly signs?: readonly string[]
}
/** `names`: `DNS:…` and `IP:…` of the subject alternative name. */
type Subject = { readonly name: string; readonly names: readonly string[] }

/**
 * A CA is created once, and replaced when its name constraints do not allow all of `signs`; one without constraints (of an earlier
 * version) is kept. A certificate is replaced when its names or its CA differ, or when it expires within a month.
 */
export type Certificates = {
  readonly authority: (authority: Authority) => Promise<void>
  /** Ensures `<folder>/<name>.crt` and `.key`, signed by the CA; valid for servers and clients. */
  readonly certificate: (folder: string, authority: Authority, subject: Subject) => Promise<void>
  /** Whether `certificate` would leave it as it is. */
  readonly isKept: (folder: string, authority: Authority, subject: Subject) => Promise<boolean>
  /** The name constraints of a CA's certificate, like `Authority.signs` but with netmasks; empty: any name. */
  readonly limits: (certificate: string) => Promise<readonly string[]>
}

/** @param now milliseconds */
export const certificates = (exec: Exec, now: () => number = Date.now): Certificates => ({
  authority: (authority) => ensureAuthority(authority, exec),
  certificate: (folder, authority, subject) => ensureCertificate(folder, authority, subject, exec, now),
  isKept: (folder, authority, subject) => isKept(folder, authority, subject, now()),
  limits: (certificate) => limitsOf(certificate, exec),
})

async function ensureAuthority({ folder, title, signs = [] }: Authority, exec: Exec): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const [key, certificate] = [join(folder, 'ca.key'), join(folder, 'ca.crt')]
  if ((await isThere(certificate)) && maySign(await limitsOf(certificate, exec), signs)) return
  await newKey(key, exec)
  const words = ['-days', '3650', '-subj', `/CN=${title}`, '-out', `${certificate}.new`]
  const extensions = [
    'basicConstraints=critical,CA:TRUE,pathlen:0',
    'keyUsage=critical,keyCertSign,cRLSign',
    ...(signs.length > 0
      ? [`nameConstraints=critical,${signs.map((name) => `permitted;${asLimit(name)}`).join(',')}`]
      : []),
  ].flatMap((extension) => ['-addext', extension])
  await exec(['openssl', 'req', '-x509', '-new', '-key', key, ...words, ...extensions])
  await flush(`${certificate}.new`)
  await moveDurably(`${certificate}.new`, certificate)
}

async function limitsOf(certificate: string, exec: Exec): Promise<readonly string[]> {
  const words = ['-in', certificate, '-noout', '-ext', 'nameConstraints']
  const { stdout } = await exec(['openssl', 'x509', ...words])
  return [...stdout.matchAll(/^\s+((?:DNS|IP):\S+)$/gm)].map((match) => match[1]!)
}

const maySign = (limits: readonly string[], names: readonly string[]): boolean =>
  limits.length === 0 || names.every((name) => limits.includes(asLimit(name)))

/** `IP:198.18.0.0/24` → `IP:198.18.0.0/255.255.255.0`, the form in certificates. */
function asLimit(name: string): string {
  const [address, bits] = name.split('/')
  if (bits === undefined) return name
  const mask = 2 ** 32 - 2 ** (32 - Number(bits))
  return `${address}/${[24, 16, 8, 0].map((shift) => (mask >>> shift) & 255).join('.')}`
}

const monthMs = 30 * 86_400_000

/** @param names `DNS:…` and `IP:…`; @param now milliseconds since the epoch */
export function isUsable(pem: string, names: readonly string[], now: number): boolean {
  const { subjectAltName = '', validToDate } = new X509Certificate(pem)
  const there = subjectAltName.replaceAll('IP Address:', 'IP:').split(', ').filter(Boolean)
  return validToDate.getTime() > now + monthMs && there.sort().join() === [...names].sort().join()
}

async function isKept(
  folder: string,
  authority: Authority,
  { name, names }: Subject,
  now: number,
): Promise<boolean> {
  const known = await readFile(join(folder, `${name}.crt`), 'utf8').catch(() => undefined)
  if (known === undefined) return false
  const signer = new X509Certificate(await readFile(join(authority.folder, 'ca.crt')))
  return new X509Certificate(known).verify(signer.publicKey) && isUsable(known, names, now)
}

async function ensureCertificate(
  folder: string,
  authority: Authority,
  subject: Subject,
  exec: Exec,
  now: () => number,
): Promise<void> {
  const { name, names } = subject
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const at = (ending: string) => join(folder, `${name}.${ending}`)
  const extensions = `basicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth,clientAuth\n${names.length > 0 ? `subjectAltName=${names.join(',')}\n` : ''}`
  if (await isKept(folder, authority, subject, now())) return
  await newKey(at('key'), exec)
  await writeFile(at('ext'), extensions)
  await exec(['openssl', 'req', '-new', '-key', at('key'), '-subj', `/CN=${name}`, '-out', at('csr')])
  const by = (ending: string) => join(authority.folder, `ca.${ending}`)
  await exec([
    'openssl',
    'x509',
    '-req',
    '-in',
    at('csr'),
    ...['-CA', by('crt'), '-CAkey', by('key'), '-CAcreateserial'],
    '-days',
    '365',
    '-extfile',
    at('ext'),
    '-out',
    at('crt.new'),
  ])
  await flush(at('crt.new'))
  await moveDurably(at('crt.new'), at('crt'))
}

async function newKey(path: string, exec: Exec): Promise<void> {
  await exec(['openssl', 'genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', path])
  await chmod(path, 0o600)
  await flush(path) // on the disk before its certificate is
}

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )
