/** The CAs that this machine trusts, Debian's and those that its operator added. Hosts and builds get the same. */
import { readFile } from 'node:fs/promises'
import { Problem } from '@opads/kernel/problem'

const bundle = '/etc/ssl/certs/ca-certificates.crt'

/** PEM. @throws Problem `machine.no-trust` */
export async function trustHere(path = bundle): Promise<string> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Problem('machine.no-trust', { path }, cause)
  })
  if (!text.includes('-----BEGIN CERTIFICATE-----')) throw new Problem('machine.no-trust', { path })
  return text
}
