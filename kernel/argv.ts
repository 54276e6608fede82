/** A command as data: built by pure functions, run elsewhere, never by a shell. Pure. */

/** Program and its arguments. No word is interpreted by a shell. */
export type Argv = readonly [program: string, ...args: string[]]

/** In namespaces of its own: what it mounts nobody else sees, and mounts and processes are gone with it, also when it is killed. As root. */
export const contained = (argv: Argv): Argv => {
  const mounts = ['--mount', '--propagation', 'private', '--mount-proc'] as const
  return ['unshare', ...mounts, '--pid', '--fork', '--kill-child', '--', ...argv]
}

/** For people only: words with characters that a shell would read stand in single quotes. */
export function printable(argv: Argv): string {
  return argv
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ')
}
