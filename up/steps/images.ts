/** Images: assembled here, then pushed into the registry; the cloud's folder has their digests. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Image, registryName } from '@opads/images/contract'
import type { Report, Step } from '@opads/kernel/step'
import { imagesOf, programsOf } from '@opads/parts/lists'
import type { Part } from '@opads/parts/part'
import { writeDurably } from '@opads/world/durable'
import type { RoomAnswers } from '@opads/world/room-answers'
import type { UpWorld } from '../world.ts'

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
  run: (world, report) => made('images', hostImages(world.parts), world, report),
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
  run: async ({ room, folder, words, parts }, report) => {
    const names = registryImages(parts)
    const references: Record<string, string> = {}
    let sent = 0
    await room('images', ['push', '--cloud', words.cloud, '--json', ...names], (line) => {
      if (!line.startsWith('{')) return
      const image = JSON.parse(line) as { name: string; digest: string; sentBytes: number }
      references[image.name] = `${registryName}/opads/${image.name}@${image.digest}`
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
