/**
 * Mounts an overlay and runs a program: `overlay-main.ts <mount options> <mount point> <program> [argument]…`. Must be started with
 * `contained` (`kernel/argv.ts`), so that nothing stays mounted when a process is killed.
 */
import type { Argv } from '@opads/kernel/argv'
import { Problem } from '@opads/kernel/problem'
import { exec } from '@opads/world/exec'

const [options, where, ...argv] = process.argv.slice(2)
try {
  await exec(['mount', '-t', 'overlay', 'opads-debian', '-o', options!, where!])
  await exec(argv as unknown as Argv)
} catch (failure) {
  const problem = failure instanceof Problem ? failure : undefined
  const isMissing = problem?.code === 'command.missing' // said as `unshare` says it, so that `exec` recognises it
  const missing = `unshare: failed to execute ${problem?.facts.program}: no such program`
  process.stderr.write(`${isMissing ? missing : (problem?.facts.output ?? failure)}\n`)
  process.exitCode = isMissing ? 127 : 1
}
