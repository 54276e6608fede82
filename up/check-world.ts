/** What the checks of parts may use. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CheckWorld } from '@opads/parts/part'
import { addressOf } from './probe.ts'
import type { UpWorld } from './world.ts'

export const checkWorld = ({ words, folder, exec, https }: UpWorld): CheckWorld => ({
  cloud: words.cloud,
  folder,
  exec,
  web: async () => https(await readFile(join(folder, 'ca.crt'), 'utf8')),
  addressOf: (host) => addressOf(words, host),
})
