/** `opads down`: the room's own program; afterwards forgets the sign-in to a cloud that was purged. */
import { askedCloud } from '@opads/command/asked'
import type { CommandModule } from '@opads/command/entry'
import { cloudOptionNames } from '@opads/command/verb'
import { withoutCloud } from '../clouds.ts'
import { cloudsFile } from '../clouds-file.ts'
import { roomCommand } from '../room.ts'
import { defaultCloud } from '../which-cloud.ts'

const room: CommandModule = await roomCommand('up', 'down')
export const { noun } = room

export async function run(words: readonly string[]): Promise<number> {
  const code = await room.run(words)
  const gone = purgedBy(words)
  if (code !== 0 || gone === undefined) return code
  const file = cloudsFile(process.env)
  const known = await file.read()
  if (known.clouds[gone] || known.last === gone) await file.write(withoutCloud(known, gone))
  return code
}

/** The cloud that these words delete with its keys. Pure. */
export function purgedBy(words: readonly string[]): string | undefined {
  if (!words.includes('--purge') || ['--dry-run', '--help', '-h'].some((word) => words.includes(word)))
    return undefined
  return askedCloud(words, cloudOptionNames(noun, words)).cloud ?? defaultCloud
}
