/** A command as a list of words: built by pure functions, run by `world/exec.ts`, never by a shell. Pure. */

/** Program and its arguments. */
export type Argv = readonly [program: string, ...args: string[]]

/** The command in its own mount and PID namespaces: its mounts are not seen outside; mounts and processes end with it. Needs root. */
export const contained = (argv: Argv): Argv => {
  const mounts = ['--mount', '--propagation', 'private', '--mount-proc'] as const
  return ['unshare', ...mounts, '--pid', '--fork', '--kill-child', '--', ...argv]
}
