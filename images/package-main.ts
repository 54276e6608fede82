/** The last container of a build Job: appends what of the source is to run to the base, and pushes. */
import { readFile, realpath, writeFile } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import { Problem } from '@opads/kernel/problem'
import { Secret } from '@opads/kernel/secret'
import { registry } from '@opads/world/registry'
import { append } from './append.ts'
import { pathEntries } from './checkout.ts'
import { registryName } from './contract.ts'

const source = '/work/source'
const credentials = '/etc/opads-registry'
const env = (name: string) => process.env[name] ?? ''

try {
  await packageImage()
} catch (failure) {
  const sentence = failure instanceof Problem ? failure.message : String(failure)
  process.stderr.write(`${sentence}\n`)
  await writeFile('/dev/termination-log', sentence).catch(() => {})
  process.exitCode = 1
}

async function packageImage(): Promise<void> {
  const include = JSON.parse(env('OPADS_INCLUDE')) as string[]
  const run = JSON.parse(env('OPADS_RUN')) as string[] | null
  const parts = await Promise.all(include.map(entriesOf))
  const access = registry({
    name: registryName,
    ca: await readFile(`${credentials}/ca.crt`, 'utf8'),
    account: 'pusher',
    password: new Secret(await readFile(`${credentials}/password`, 'utf8')),
  })
  const entries = parts.flat()
  const digest = await append(
    {
      base: env('OPADS_BASE'),
      target: env('OPADS_TARGET'),
      entries,
      labels: {},
      file: '/work/layer',
      ...(run && { command: run }),
    },
    access,
  )
  process.stdout.write(`${entries.length} entries on ${env('OPADS_BASE')} → ${digest}\n`)
  await writeFile('/dev/termination-log', digest)
  access.close()
}

/** What stands in `include` must lie in the tree itself: neither by its name nor by a link that a step or a commit laid on the way. */
async function entriesOf(path: string) {
  const inside = normalize(path).replace(/\/$/, '')
  const leaves = () => new Problem('image.unsafe-entry', { path, fault: 'the path leaves the tree' })
  if (inside.startsWith('..') || inside.startsWith('/')) throw leaves()
  const place = join(source, inside)
  const above = inside === '.' ? place : dirname(place)
  const real = await realpath(above).catch((cause: unknown) => {
    throw new Problem('image.unsafe-entry', { path, fault: 'it is not there' }, cause)
  })
  if (real !== above) throw leaves()
  return pathEntries(place, inside === '.' ? 'app' : `app/${inside}`)
}
