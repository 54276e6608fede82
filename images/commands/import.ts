/** `opads images import`: copies the images of a file into the store. */
import { invalidInput } from '@opads/kernel/invalid-input'
import { type ArchivedImage, openArchive } from '../archive.ts'
import { withDraft } from '../draft.ts'
import { keepImported } from '../keep-imported.ts'
import { percentNote } from '../percent-note.ts'
import { layoutSource } from '../places.ts'
import { splitReference } from '../reference.ts'
import type { Tools, Words } from './tools.ts'

export async function importFile({ names, name, isJson }: Words, tools: Tools): Promise<void> {
  const [file] = names as readonly [string] // required by verbs.ts
  await withDraft('import', tools, async (draft) => {
    const { layout, images } = await openArchive(file, draft, tools.exec)
    // Every name is checked before the first image is imported.
    const named = images.map((image) => ({
      digest: image.digest,
      ...nameOf(image, file, images.length, name),
    }))
    for (const { digest, repository, version } of named) {
      const onProgress = percentNote(`${repository}:${version}`, tools.note)
      const image = await keepImported(repository, version, layoutSource(layout), digest, tools, {
        onProgress,
      })
      tools.say(
        isJson
          ? JSON.stringify(image)
          : `● ${image.name}:${image.version}   ${image.digest}   ${image.layout}`,
      )
    }
  })
}

/** A layout may have only a tag, which is not a name. */
function nameOf({ names }: ArchivedImage, file: string, count: number, wanted?: string) {
  const name = count === 1 && wanted !== undefined ? wanted : names.find((one) => /[:/]/.test(one))
  if (name !== undefined) return splitReference(name)
  throw invalidInput('opads images import', [
    count === 1
      ? { path: '--name', message: `is needed, since ${file} does not say the name: NAME:VERSION` }
      : { path: file, message: 'one of its images has no name' },
  ])
}
