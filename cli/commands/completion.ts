/** `opads completion`: a script for bash, made from the list of commands. */
import { commands } from '../commands.ts'

export async function run(): Promise<number> {
  const names = commands.map((entry) => entry.name).join(' ')
  process.stdout.write(
    `# opads completion > /etc/bash_completion.d/opads\n_opads() { [ "$COMP_CWORD" = 1 ] && COMPREPLY=($(compgen -W '${names} help' -- "$2")); }\ncomplete -o default -F _opads opads ./opads\n`,
  )
  return 0
}
