/** The last container of a build Job: appends the included files of the source to the base image, and pushes the result. */
import { readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { lastWordOf, messageOf, problemOf } from '@opads/kernel/fault'
import { type Message, said } from '@opads/kernel/message'
import { messageLine } from '@opads/kernel/message-line'
import { Problem } from '@opads/kernel/problem'
import { Secret } from '@opads/kernel/secret'
import { isPassing, registry } from '@opads/world/registry'
import { append } from './append.ts'
import { pathEntries } from './checkout.ts'
import { registryName } from './contract.ts'

const source = '/work/source'
const credentials = '/etc/opads-registry'
/** How long the registry may be down before the build fails. */
const longestOutageMs = 120_000
const write = (message: Message) => void process.stdout.write(`${messageLine(message)}\n`)
const env = (name: string) => process.env[name] ?? ''

try {
  await packageImage()
} catch (failure) {
  if (!(failure instanceof Problem)) process.stderr.write(`${String(failure)}\n`)
  const problem = problemOf(failure, 'the package')
  process.stderr.write(`${messageLine(messageOf(problem))}\n`)
  await writeFile('/dev/termination-log', lastWordOf(problem)).catch(() => {})
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
  const digest = await patiently((file) =>
    append(
      {
        base: env('OPADS_BASE'),
        target: env('OPADS_TARGET'),
        entries,
        labels: {},
        file,
        ...(run && { command: run }),
      },
      access,
    ),
  )
  write(said('build.packaged', { count: entries.length, base: env('OPADS_BASE'), digest }))
  await writeFile('/dev/termination-log', digest)
  access.close()
}

/** Retries while the registry is down. A failed attempt may still write to its file, so each attempt has its own. */
async function patiently(append: (file: string) => Promise<string>): Promise<string> {
  const started = performance.now()
  for (let attempt = 1; ; attempt += 1) {
    const file = `/work/layer-${attempt}`
    try {
      return await append(file)
    } catch (failure) {
      await rm(file, { force: true })
      if (!isPassing(failure) || performance.now() - started > longestOutageMs) throw failure
      write(said('build.retries', { reason: messageOf(failure) }))
      await sleep(1000)
    }
  }
}

/** A path of `include` must be in the source tree: it may not leave it by `..`, nor by a link that a build step or a commit made. */
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
