/** A command that is a room's own program: `opads lab …` loads `lab/main.ts …` into this process, without a second start of Node. */
import { fileURLToPath } from 'node:url'
import type { CommandModule } from './commands.ts'

/** @param prefix words put before those of the person: `opads status` is `up/main.ts status` */
export async function roomCommand(room: string, ...prefix: string[]): Promise<CommandModule> {
  const main = new URL(`../${room}/main.ts`, import.meta.url)
  return {
    run: async (words) => {
      process.argv = [process.execPath, fileURLToPath(main), ...prefix, ...words]
      await import(main.href)
      return Number(process.exitCode ?? 0)
    },
  }
}
