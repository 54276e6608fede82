/** `opads down`: takes the hosts away, and with `--purge` the cloud's folder. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { UpWorld } from './phases.ts'
import type { Words } from './words.ts'

export async function bringDown(words: Words, run: UpWorld['run']): Promise<number> {
  if (!words.isSure) {
    process.stderr.write(
      `✕ The hosts of "${words.cloud}" and all data on them would be gone, and no copy is kept.\n  Say so: opads down --name ${words.cloud} --yes\n`,
    )
    return 2
  }
  await run('lab', ['down', '--name', words.cloud], (line) => process.stdout.write(`  ${line}\n`))
  if (words.purge) await rm(join('/var/lib/opads', words.cloud), { recursive: true, force: true })
  process.stdout.write(
    `● Cloud "${words.cloud}" is gone.${words.purge ? '' : ' Its keys and journal are kept: --purge removes them.'}\n`,
  )
  return 0
}
