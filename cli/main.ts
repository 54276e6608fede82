/** The `opads` command: finds the named command, runs it, prints a problem and sets the exit code. What only a failure needs is loaded then. */

import { askedCloud, asksHelp, asksJson } from '@opads/command/asked'
import { help } from '@opads/command/help'
import { pageOf } from '@opads/command/terminal'
import { withoutProxy } from '@opads/kernel/no-proxy'
import { commands } from './commands.ts'

const [name, ...words] = readWords(process.argv.slice(2))

Object.assign(process.env, withoutProxy(process.env)) // for git, kubectl and other programs that it starts
// A reader such as `head` may close the pipe early.
process.stdout.on('error', (fault: NodeJS.ErrnoException) => process.exit(fault.code === 'EPIPE' ? 0 : 1))
process.exitCode = await start().catch(async (failure: unknown) => {
  const page = { ...pageOf(process.stderr, process.env, false, Date.now()), ...(await cloudNamed()) }
  const { printFailure } = await import('@opads/command/print-failure')
  return printFailure(failure, page, asksJson(words))
})

/** For hints; a command that cannot be loaded names none. */
async function cloudNamed(): Promise<{ readonly cloud?: string }> {
  try {
    const { noun } = await commands.find((entry) => entry.name === name)!.load()
    const { cloudOptionNames } = await import('@opads/command/verb')
    return askedCloud(words, cloudOptionNames(noun, words))
  } catch {
    return {}
  }
}

async function start(): Promise<number> {
  if (name === undefined) {
    process.stdout.write(help(commands))
    return 0
  }
  const command = commands.find((entry) => entry.name === name)
  if (!command) throw await unknownCommand(name)
  if (command.needsRoot && process.getuid?.() !== 0 && !asksHelp(words)) {
    const { Problem } = await import('@opads/kernel/problem')
    throw new Problem('use.needs-root', { command: `./opads ${[name, ...words].join(' ')}` })
  }
  return (await command.load()).run(words)
}

async function unknownCommand(wrong: string): Promise<Error> {
  const [{ wrongUse }, { meant }] = await Promise.all([
    import('@opads/command/read-call'),
    import('@opads/kernel/nearest'),
  ])
  const names = commands.map((entry) => entry.name)
  return wrongUse([`There is no command "${wrong}"${meant(wrong, names)}`], 'opads help')
}

/** `help app deploy` is `app deploy --help`. */
function readWords(argv: readonly string[]): readonly string[] {
  const [first, ...rest] = argv
  if (first === 'help' || first === '--help' || first === '-h')
    return rest.length === 0 ? [] : [...rest, '--help']
  return first === '--version' ? ['version', ...rest] : argv
}
