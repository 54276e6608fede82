/** What commonly goes wrong, as questions to this machine and the cloud; each finding names what to do. */
import { access, readFile, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { patience } from '@opads/world/patience'
import { freeBytes } from './free.ts'
import { observe } from './observe.ts'
import { statusOf } from './status-facts.ts'
import { missingPackages } from './steps/machine.ts'
import type { UpWorld } from './world.ts'

export type Finding = { readonly fault: string; readonly next: string }
type Question = { readonly title: string; readonly ask: (world: UpWorld) => Promise<Finding | undefined> }

export const questions: readonly Question[] = [
  {
    title: 'Debian packages of this machine',
    ask: async ({ exec }) => {
      const missing = await missingPackages(exec)
      return missing.length > 0
        ? { fault: `not installed: ${missing.join(', ')}`, next: 'opads up installs them' }
        : undefined
    },
  },
  {
    title: 'Disk of /var/lib',
    ask: async () => {
      const { bavail, bsize } = await statfs('/var/lib')
      const free = bavail * bsize
      return free < 5 * 2 ** 30
        ? {
            fault: `${(free / 2 ** 30).toFixed(1)} GiB free`,
            next: 'opads images prune, opads artifacts prune',
          }
        : undefined
    },
  },
  {
    title: 'Memory of this machine',
    ask: async () => {
      const free = await freeBytes()
      return free < 2 ** 30
        ? {
            fault: `${Math.round(free / 2 ** 20)} MiB available`,
            next: 'Stop what is not needed; opads status shows who uses it',
          }
        : undefined
    },
  },
  {
    title: 'Folder of the cloud',
    ask: async ({ folder, words }) => {
      const names = ['ca.crt', 'hosts.json', 'kubeconfig', 'images.json']
      const there = await Promise.all(
        names.map((name) =>
          access(join(folder, name)).then(
            () => true,
            () => false,
          ),
        ),
      )
      const gone = names.filter((_, at) => !there[at])
      return gone.length > 0
        ? { fault: `${folder} lacks ${gone.join(', ')}`, next: `opads up --name ${words.cloud}` }
        : undefined
    },
  },
  {
    title: 'Hosts by ssh',
    ask: async ({ exec, folder, words }) => {
      const config = join(folder, 'ssh/config')
      const names = [...(await readFile(config, 'utf8')).matchAll(/^Host (\S+)$/gm)].map((match) => match[1]!)
      for (const name of names) {
        const { code, stderr } = await exec(
          ['ssh', '-F', config, '-o', `ConnectTimeout=${5 * patience()}`, name, 'true'],
          {
            codes: 'any',
          },
        )
        if (code !== 0)
          return {
            fault: `${name}: ${stderr.trim().split('\n').at(-1)}`,
            next: `opads lab list, then opads up --name ${words.cloud}`,
          }
      }
      return undefined
    },
  },
  {
    title: 'The cloud by its own word',
    ask: async (world) => {
      const client = await world.kube(join(world.folder, 'kubeconfig'))
      const { lines } = statusOf(await observe(world, client), Date.now())
      await client.close()
      const bad = lines.filter((line) => line.state !== 'healthy')
      return bad.length > 0
        ? {
            fault: bad.map((line) => `${line.name}: ${line.detail}`).join('; '),
            next: `opads up --name ${world.words.cloud} mends it`,
          }
        : undefined
    },
  },
]
