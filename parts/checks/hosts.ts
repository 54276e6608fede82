/** Do the hosts answer by ssh? */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '@opads/kernel/problem'
import { patience } from '@opads/world/patience'
import type { Check } from '../part.ts'

export const hostsAnswer: Check = {
  title: 'Hosts by ssh',
  ask: async ({ exec, folder, cloud }) => {
    const config = join(folder, 'ssh/config')
    const text = await readFile(config, 'utf8').catch(() => undefined)
    if (text === undefined) return new Problem('up.no-cloud', { cloud })
    for (const name of [...text.matchAll(/^Host (\S+)$/gm)].map((match) => match[1]!)) {
      const argv = ['ssh', '-F', config, '-o', `ConnectTimeout=${5 * patience()}`, name, 'true'] as const
      const { code, stderr } = await exec(argv, { codes: 'any', timeoutMs: 20_000 })
      const said = stderr.trim().split('\n').at(-1)
      if (code !== 0) return new Problem('doctor.host-silent', { host: name, said, cloud })
    }
    return undefined
  },
}
