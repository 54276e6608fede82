/** Accounts of the bootstrap's registry, made once: one file per password, and the htpasswd file that the registry reads. */
import { randomBytes } from 'node:crypto'
import { access, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { writeDurably } from '@opads/world/durable'
import type { Exec } from '@opads/world/exec'

/** `pusher` writes (delivery and the operator), `puller` reads (containerd of every host). */
const accounts = ['pusher', 'puller'] as const

/** `<folder>/<account>` and `<folder>/accounts`. */
export async function ensureAccounts(folder: string, exec: Exec): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, 'accounts')
  const isThere = await access(path).then(
    () => true,
    () => false,
  )
  if (isThere) return
  const lines = []
  for (const account of accounts) {
    const password = randomBytes(24).toString('base64url')
    await writeDurably(join(folder, account), password)
    lines.push(`${account}:${await bcrypt(password, exec)}`)
  }
  await writeDurably(path, `${lines.join('\n')}\n`)
}

/** The C library's crypt has bcrypt, and perl is on every Debian; the password goes by standard input. */
async function bcrypt(password: string, exec: Exec): Promise<string> {
  const salt = randomBytes(32).toString('base64').replace(/[+=]/g, '.').slice(0, 21)
  const program = 'chomp(my $p = <STDIN>); print crypt($p, $ARGV[0])'
  const { stdout } = await exec(['perl', '-e', program, `$2b$08$${salt}O`], { input: `${password}\n` })
  return stdout
}
