/** The `opads` command: finds the named command, runs it, prints a problem and sets the exit code. */

import { help } from '@opads/command/help'
import { printFailure } from '@opads/command/print-failure'
import { asksJson, givenCloud, pageOf } from '@opads/command/terminal'
import { meant } from '@opads/kernel/nearest'
import { withoutProxy } from '@opads/kernel/no-proxy'
import { Problem } from '@opads/kernel/problem'
import { commands } from './commands.ts'

const [name, ...words] = readWords(process.argv.slice(2))

Object.assign(process.env, withoutProxy(process.env)) // for git, kubectl and other programs that it starts
// A reader such as `head` may close the pipe early.
process.stdout.on('error', (fault: NodeJS.ErrnoException) => process.exit(fault.code === 'EPIPE' ? 0 : 1))
process.exitCode = await start().catch((failure: unknown) =>
  printFailure(
    failure,
    { ...pageOf(process.stderr, process.env, false, Date.now()), ...givenCloud(words) },
    asksJson(words),
  ),
)

async function start(): Promise<number> {
  if (name === undefined) {
    process.stdout.write(help(commands))
    return 0
  }
  const command = commands.find((entry) => entry.name === name)
  if (!command) {
    const names = commands.map((entry) => entry.name)
    throw new Problem('use.invalid', {
      sentence: `There is no command "${name}"${meant(name, names)}`,
      usage: 'opads help',
    })
  }
  const asksHelp = words.includes('--help') || words.includes('-h')
  if (command.needsRoot && process.getuid?.() !== 0 && !asksHelp)
    throw new Problem('use.needs-root', { command: `./opads ${[name, ...words].join(' ')}` })
  return (await command.load()).run(words)
}

/** `help app deploy` is `app deploy --help`. */
function readWords(argv: readonly string[]): readonly string[] {
  const [first, ...rest] = argv
  if (first === 'help' || first === '--help' || first === '-h')
    return rest.length === 0 ? [] : [...rest, '--help']
  return first === '--version' ? ['version', ...rest] : argv
}
