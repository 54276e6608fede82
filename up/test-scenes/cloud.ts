/** A cloud that a run has made, with the programs of rooms, the machine and Pluto as fakes: for tests of `--dry-run`. */
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { imagesOf, programsOf } from '@opads/parts/lists'
import type { Kube } from '@opads/world/kube/client'
import { allSteps } from '../all-steps.ts'
import { foreseeSteps } from '../foresee.ts'
import { sentenceOf } from '../foreseen-text.ts'
import { partsAsKept } from '../parts.ts'
import { pinnedReference } from '../steps/images.ts'
import { machinePackages } from '../steps/packages.ts'
import { readWords } from '../words.ts'
import type { UpWorld } from '../world.ts'

const chosen = partsAsKept({ with: [], without: [] })
export const { parts } = chosen
const words = { ...readWords(['up', '--dry-run']), listen: '127.0.0.1:8443', domain: 'main.localhost' }
export const steps = allSteps(words, parts)
const hostImages = imagesOf(parts, 'container', 'preloaded')
const registryImages = imagesOf(parts, 'registry')
export const digestOf = (name: string, digit = '3') =>
  `sha256:${digit.repeat(8)}${Buffer.from(name.padEnd(28, '_').slice(0, 28)).toString('hex')}`

/** What the programs of rooms answer; a test replaces some. No other verb of theirs may be run. */
type Answers = Readonly<
  Record<
    'artifacts list' | 'images plan' | 'lab plan' | 'cluster plan',
    (names: readonly string[]) => unknown
  >
>
const healthy: Answers = {
  'artifacts list': () => programsOf(parts).map((name) => ({ name, isCached: true })),
  'images plan': (names) => names.map((name) => ({ name, digest: digestOf(name), isPushed: true })),
  'lab plan': () => ({ name: 'main', changes: [] }),
  'cluster plan': () => ({ isNew: false, differences: [], restarts: [] }),
}

/** Its parts are applied to this API server. */
export async function cloudScene(kube: Kube) {
  const folder = await mkdtemp(join(tmpdir(), 'opads-foresee-'))
  const ending = new Set<string>()
  const worldWith = (answers: Partial<Answers> = {}, release: object | null = { id: 1 }): UpWorld =>
    ({
      ...chosen,
      words,
      folder,
      stop: new AbortController().signal,
      exec: async ([program]: readonly string[]) => ({
        code: 0,
        stdout: program === 'dpkg-query' ? machinePackages.map((name) => `${name} installed\n`).join('') : '',
        stderr: '',
      }),
      room: async (room: string, [verb, ...args]: readonly string[]) => {
        const ask = { ...healthy, ...answers }[`${room} ${verb}` as keyof Answers]
        assert.ok(ask, `${room} ${verb} is no question`)
        return JSON.stringify(ask(args.filter((one) => [...hostImages, ...registryImages].includes(one))))
      },
      kube: async () => ({ ...kube, close: async () => {} }),
      https: () => ({
        send: async () => Response.json({ name: 'hello', environments: [{ release }], lastRun: null }),
        close: async () => {},
      }),
      certificates: {
        certificate: async () => {},
        isKept: async (_folder: string, _authority: unknown, { name }: { name: string }) => !ending.has(name),
      },
    }) as unknown as UpWorld
  const put = async (name: string, text: string): Promise<void> => {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
  const declared = parts.flatMap((part) => part.files ?? [])
  const paths = declared.flatMap((one) =>
    'names' in one ? [`${one.path}.crt`, `${one.path}.key`] : [one.path],
  )
  for (const path of [...paths, 'ca.crt', 'secrets/operator-token', 'kubeconfig']) await put(path, 'x')
  await put('hosts.json', JSON.stringify({ hosts: [{ name: 'm1', address: '198.18.0.11' }] }))
  const references = registryImages.map((name) => [name, pinnedReference(name, digestOf(name))])
  await put('images.json', JSON.stringify(Object.fromEntries(references)))
  const made = (names: readonly string[]) => names.map((name) => `${name}@${digestOf(name)}`).join('\n')
  await put('images-own.made', made(registryImages))
  await put('images.made', made(hostImages))
  await steps.find(({ id }) => id === 'parts')!.run(worldWith(), () => {})
  return {
    folder,
    /** Names of certificates that end soon. */
    ending,
    /** What each step says that has something to say, by its id. @param release of the sample */
    asked: async (answers?: Partial<Answers>, release?: object | null) => {
      const found = await foreseeSteps(steps, worldWith(answers, release))
      const said = [...found].flatMap(([id, one]): (readonly [string, unknown])[] => {
        if ('changes' in one) return one.changes.length > 0 ? [[id, one.changes]] : []
        return [[id, 'problem' in one ? `? ${one.problem}` : `after ${one.knownAfter}`]]
      })
      return { said: Object.fromEntries(said), sentence: sentenceOf({ steps, found, recorded: new Map() }) }
    },
    end: () => rm(folder, { recursive: true }),
  }
}
