/** What the registry of the bootstrap needs on its host, and what every host needs to pull from it: files of the stage. */
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { registryName } from '@opads/images/contract'
import type { Exec } from '@opads/world/exec'

/** `pusher` writes (delivery and the operator), `puller` reads (containerd of every host). */
export const registryAccounts = ['pusher', 'puller'] as const

const configuration = `version: 0.1
log: { level: warn }
storage:
  filesystem: { rootdirectory: /var/lib/opads-registry }
  delete: { enabled: true }
http:
  addr: :10500
  tls: { certificate: /etc/opads/registry/server.crt, key: /etc/opads/registry/server.key }
auth:
  htpasswd: { realm: opads, path: /etc/opads/registry/accounts }
`

/** Passwords, made once: `<folder>/<account>`. Answers the accounts file that the registry reads. */
async function accountsFile(folder: string, exec: Exec): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, 'accounts')
  const known = await readFile(path, 'utf8').catch(() => undefined)
  if (known !== undefined) return known
  const lines = []
  for (const account of registryAccounts) {
    const password = randomBytes(24).toString('base64url')
    await writeFile(join(folder, account), password, { mode: 0o600 })
    lines.push(`${account}:${await bcrypt(password, exec)}`)
  }
  await writeFile(path, `${lines.join('\n')}\n`, { mode: 0o600 })
  return `${lines.join('\n')}\n`
}

/** The C library's crypt knows bcrypt, and perl is on every Debian; the password goes in by the standard input. */
async function bcrypt(password: string, exec: Exec): Promise<string> {
  const salt = randomBytes(32).toString('base64').replace(/[+=]/g, '.').slice(0, 21)
  const program = 'chomp(my $p = <STDIN>); print crypt($p, $ARGV[0])'
  const { stdout } = await exec(['perl', '-e', program, `$2b$08$${salt}O`], { input: `${password}\n` })
  return stdout
}

/** Path on the host → content. @param folder the cloud's `registry` folder, with `server.crt` and `server.key` */
export async function registryFiles(
  folder: string,
  ca: string,
  exec: Exec,
): Promise<Readonly<Record<string, string>>> {
  const accounts = await accountsFile(folder, exec)
  const puller = await readFile(join(folder, 'puller'), 'utf8')
  const basic = Buffer.from(`puller:${puller}`).toString('base64')
  const trust = `etc/containerd/certs.d/${registryName}`
  return {
    'etc/opads/registry/config.yml': configuration,
    'etc/opads/registry/accounts': accounts,
    'etc/opads/registry/server.crt': await readFile(join(folder, 'server.crt'), 'utf8'),
    'etc/opads/registry/server.key': await readFile(join(folder, 'server.key'), 'utf8'),
    [`${trust}/ca.crt`]: ca,
    [`${trust}/hosts.toml`]: `server = "https://${registryName}"
[host."https://${registryName}"]
  ca = "/${trust}/ca.crt"
  [host."https://${registryName}".header]
    Authorization = "Basic ${basic}"
`,
  }
}
