/** A command as data: built by pure functions, run elsewhere, never by a shell. Pure. */

/** Program and its arguments. No word is interpreted by a shell. */
export type Argv = readonly [program: string, ...args: string[]]

/** What the program mounts, nobody else sees, and it is gone with it, also when it is killed. As root. */
export const withOwnMounts = (argv: Argv): Argv => [
  'unshare',
  '--mount',
  '--propagation',
  'private',
  '--',
  ...argv,
]

/** For people only: words with characters that a shell would read stand in single quotes. */
export function printable(argv: Argv): string {
  return argv
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ')
}
