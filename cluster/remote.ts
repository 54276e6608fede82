/** Commands for a host over ssh, as data. Pure. */
import type { Argv } from '@opads/kernel/argv'
import type { Host } from './layout.ts'

/** The words are read by a shell over there: names and paths without blanks only. */
export const onHost = ({ address, ssh }: Host, ...words: readonly string[]): Argv => [
  'ssh',
  ...['-o', 'BatchMode=yes', '-o', 'ConnectTimeout=10'],
  ...['-o', `UserKnownHostsFile=${ssh.knownHostsFile}`],
  ...['-i', ssh.keyFile, '-p', String(ssh.port)],
  `${ssh.user}@${address}`,
  ...words,
]
