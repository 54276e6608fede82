/** Commands for a host over ssh, as data. */
import type { Argv } from '@opads/kernel/argv'
import { patience } from '@opads/world/patience'
import type { Host } from './layout.ts'

/** A shell on the host parses the words: names and paths without blanks only. */
export const onHost = ({ address, ssh }: Host, ...words: readonly string[]): Argv => [
  'ssh',
  ...['-o', 'BatchMode=yes', '-o', `ConnectTimeout=${10 * patience()}`],
  ...['-o', `UserKnownHostsFile=${ssh.knownHostsFile}`],
  ...['-i', ssh.keyFile, '-p', String(ssh.port)],
  `${ssh.user}@${address}`,
  ...words,
]
