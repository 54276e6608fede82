/** The `opads` command: finds the command that was named, runs it, turns a problem into words and an exit code. */
import { commands } from './commands.ts'
import { help, suggestion } from './help.ts'
import { printProblem } from './print-problem.ts'

const [name, ...words] = process.argv.slice(2)

process.exitCode = await start().catch((failure: unknown) => printProblem(failure))

async function start(): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    process.stdout.write(help(commands))
    return 0
  }
  const wanted = name === '--version' ? 'version' : name
  const command = commands.find((entry) => entry.name === wanted)
  if (!command) {
    process.stderr.write(
      `✕ There is no command "${name}".${suggestion(name, commands)}\n  All commands: opads help\n`,
    )
    return 2
  }
  const asksHelp = words.includes('--help') || words.includes('-h')
  if (command.needsRoot && process.getuid?.() !== 0 && !asksHelp) {
    process.stderr.write(
      `✕ opads ${wanted} changes this machine and needs root.\n  Run: sudo ./opads ${[wanted, ...words].join(' ')}\n`,
    )
    return 3
  }
  return (await command.load()).run(words)
}
