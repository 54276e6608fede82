/**
 * Installs Debian packages on this machine, as root. apt and dpkg fail at once while another one holds their lock (Debian's own after a
 * boot, or one that a killed run of ours left): they are run again until it has ended.
 */
import type { Argv } from '@opads/kernel/argv'
import { Problem } from '@opads/kernel/problem'
import type { Exec, ExecOptions } from './exec.ts'
import { waitFor } from './wait.ts'

type DebianHere = {
  /** Completes an interrupted run of dpkg and fetches the package lists. */
  readonly refresh: () => Promise<void>
  readonly install: (names: readonly string[]) => Promise<void>
}
/** `note` is called once per wait; `boundMs` limits a wait, `signal` ends it. */
type Wait = {
  readonly note: (note: string) => void
  readonly boundMs?: number
  readonly everyMs?: number
  readonly signal?: AbortSignal
}

/** Each throws Problem `debian.busy`, `command.failed`. */
export function debianHere(exec: Exec, wait: Wait): DebianHere {
  // They must not be interrupted. The locale makes their message about the lock's holder English.
  const options = { env: { DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' }, outlives: true } as const
  const run = (...argv: Argv) => afterOthers(exec, argv, options, wait)
  return {
    refresh: async () => {
      await run('dpkg', '--configure', '-a')
      await run('apt-get', '-qq', 'update')
    },
    install: (names) => run('apt-get', '-qq', 'install', '-y', '--no-install-recommends', ...names),
  }
}

async function afterOthers(exec: Exec, argv: Argv, options: ExecOptions, wait: Wait): Promise<void> {
  const { note, boundMs = 600_000, everyMs = 2000, signal } = wait
  let holder: string | undefined
  const isDone = async () => {
    try {
      await exec(argv, options)
      return true
    } catch (failure) {
      const now = failure instanceof Problem ? holderIn(String(failure.facts.output)) : undefined
      if (now === undefined) throw failure
      if (holder === undefined) note(`waiting for another apt or dpkg: ${now}`)
      holder = now
      return false
    }
  }
  await waitFor(argv[0], isDone, { boundMs, everyMs, signal, endsOn: ['command.failed'] }).catch(
    (failure: unknown) => {
      const isLate = failure instanceof Problem && failure.code === 'wait.exceeded'
      throw isLate && holder !== undefined
        ? new Problem('debian.busy', { holder, ...failure.facts })
        : failure
    },
  )
}

/** The holder of the lock that apt or dpkg did not get, from its error message; `undefined` for any other error. Pure. */
function holderIn(complaint: string): string | undefined {
  const [, apt, dpkg] =
    /Could not get lock .* held by (process .*)|lock (?:is|was) locked by (another process.*)/.exec(
      complaint,
    ) ?? []
  return (apt ?? dpkg)?.trim()
}
