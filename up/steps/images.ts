/** Images: assembled here, then pushed into the registry; the cloud's folder has their digests. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Image, type PlannedImage, registryName } from '@opads/images/contract'
import type { Report, Step } from '@opads/kernel/step'
import { imagesOf, programsOf } from '@opads/parts/lists'
import type { Part } from '@opads/parts/part'
import { writeDurably } from '@opads/world/durable'
import type { RoomAnswers } from '@opads/world/room-answers'
import { askIfPossible, askUnlessBusy, firstBusy } from '../foresee.ts'
import type { UpWorld } from '../world.ts'
import { shortImage } from './object-changes.ts'

/** Images that hosts need before the registry runs; most contain programs of `artifacts`. */
const hostImages = (parts: readonly Part[]) => imagesOf(parts, 'container', 'preloaded')
const registryImages = (parts: readonly Part[]) => imagesOf(parts, 'registry')

/** File with image → reference with digest, for the images in the cloud's registry. */
export const imagesFile = 'images.json'

/** Needs no program of `artifacts`. While these are still being built, Debian packages of the other images are fetched and unpacked. */
export const ownImagesStep: Step<UpWorld> = {
  id: 'images-own',
  title: 'Images of our own',
  needs: ['machine'],
  estimateSeconds: 120,
  foresee: async (world) => ({
    changes: await changesMade('images-own', await plannedOwnImages(world), world),
  }),
  run: async (world, report) => {
    const hasChanged = await made('images-own', registryImages(world.parts), world, report)
    if (await world.answers.has('artifacts', programsOf(world.parts))) return hasChanged
    await world.room('images', ['prepare', '--json', ...hostImages(world.parts)], (line) => {
      if (line.startsWith('{')) report({ note: `packages of ${(JSON.parse(line) as { name: string }).name}` })
    })
    return hasChanged
  },
}

export const programImagesStep: Step<UpWorld> = {
  id: 'images',
  title: 'Images of programs',
  needs: ['programs'], // layers shared with `images-own` are made by the step that comes first
  estimateSeconds: 40,
  foresee: (world, earlier) =>
    askUnlessBusy(['programs'], earlier, async () =>
      changesMade('images', await plannedImages(world, hostImages(world.parts)), world),
    ),
  run: (world, report) => made('images', hostImages(world.parts), world, report),
}

/** The reference of an image in the cloud's registry that no later push changes. */
export const pinnedReference = (name: string, digest: string) => `${registryName}/opads/${name}@${digest}`

/** What the registry's images would be. */
export const plannedOwnImages = (world: UpWorld): Promise<readonly PlannedImage[]> =>
  plannedImages(world, registryImages(world.parts))

async function plannedImages(
  { room }: UpWorld,
  names: readonly string[],
  ...options: readonly string[]
): Promise<readonly PlannedImage[]> {
  return JSON.parse(await room('images', ['plan', ...names, ...options, '--json'])) as PlannedImage[]
}

/** "gateway: image 3f2a1b0c → 9a01cc4d": how images differ from those of the last run. */
async function changesMade(
  id: string,
  rows: readonly PlannedImage[],
  { folder }: UpWorld,
): Promise<readonly string[]> {
  const text = await readFile(join(folder, `${id}.made`), 'utf8').catch(() => '')
  const before = new Map(text.split('\n').map((line) => line.split('@') as [string, string]))
  return rows.flatMap(({ name, digest }) => {
    if (digest === null) return [`${name}: is assembled anew`]
    const old = before.get(name)
    if (old === digest) return []
    return [`${name}: image ${old === undefined ? '' : `${shortImage(old)} → `}${shortImage(digest)}`]
  })
}

/** Returns whether a digest changed. */
async function made(
  id: string,
  names: readonly string[],
  { answers, folder }: UpWorld,
  report: Report,
): Promise<boolean> {
  const digests = await getImages(answers, names, report)
  return keep(join(folder, `${id}.made`), digests.join('\n'))
}

/** Gets all images of these parts. */
export const getAllImages = (
  answers: RoomAnswers,
  parts: readonly Part[],
  report: Report,
): Promise<readonly string[]> =>
  getImages(answers, imagesOf(parts, 'container', 'preloaded', 'registry'), report)

/** Returns each image with its digest, sorted. */
async function getImages(
  answers: RoomAnswers,
  names: readonly string[],
  report: Report,
): Promise<readonly string[]> {
  let done = 0
  const images = await answers.get<Image>('images', names, (line) => {
    if (!line.startsWith('{')) return
    const { name } = JSON.parse(line) as Image
    done += 1
    report({ note: `${done} of ${names.length}  ${name}`, share: done / names.length, made: name })
  })
  return images.map(({ name, digest }) => `${name}@${digest}`).sort()
}

export const pushStep: Step<UpWorld> = {
  id: 'images-push',
  title: 'Images into the registry',
  needs: ['images-own', 'cluster'], // the registry answers then
  estimateSeconds: 20,
  foresee: async (world, earlier) => {
    const busy = firstBusy(['hosts'], earlier)
    if (busy !== undefined) return { knownAfter: busy }
    return askIfPossible(['images-own', 'cluster'], earlier, async () => {
      const rows = await plannedImages(world, registryImages(world.parts), '--cloud', world.words.cloud)
      return rows.filter(({ isPushed }) => !isPushed).map(({ name }) => `pushes ${name}`)
    })
  },
  run: async ({ room, folder, words, parts }, report) => {
    const names = registryImages(parts)
    const references: Record<string, string> = {}
    let sent = 0
    await room('images', ['push', '--cloud', words.cloud, '--json', ...names], (line) => {
      if (!line.startsWith('{')) return
      const image = JSON.parse(line) as { name: string; digest: string; sentBytes: number }
      references[image.name] = pinnedReference(image.name, image.digest)
      sent += image.sentBytes
      report({ note: `${Object.keys(references).length} of ${names.length}  ${image.name}` })
    })
    const isNew = await keep(join(folder, imagesFile), JSON.stringify(references, null, 2))
    return isNew || sent > 0
  },
}

/** Replaces a file if its text differs. Returns whether it did. */
async function keep(path: string, text: string): Promise<boolean> {
  if ((await readFile(path, 'utf8').catch(() => undefined)) === text) return false
  await writeDurably(path, text)
  return true
}
