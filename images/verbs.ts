/** The verbs of `opads images`. Pure. */
import { anyCloudName, cloudName, cloudThere, days } from '@opads/command/common-fields'
import { choice, flag, many, optional, text, withDefault } from '@opads/command/field'
import { define, roomNoun } from '@opads/command/verb'

const names = many(text('NAME', 'an image, as opads images list names it', 'image'))
const compression = withDefault(choice(['gzip', 'zstd'], 'of the layers that it makes'), 'zstd')
const registry = {
  cloud: cloudThere(cloudName('whose registry registry.opads.internal is')),
  ca: optional(text('FILE', 'CA of another registry', 'file')),
  authFile: optional(
    text('FILE', 'accounts of other registries, as docker, skopeo and buildah write it', 'file'),
  ),
}
const optionalCloud = anyCloudName('also ask the registry of this cloud')
const oneEach = [
  'With --json: one JSON value per image, each on a line of its own as soon as the image is done.',
]
const dryRun = flag('only say what would change')

export const verbs = {
  list: define({
    say: 'Definitions and imported images, and which of them are in the store',
    examples: ['images list'],
  }),
  get: define({
    say: 'Assemble what is missing into the local store, as OCI layouts',
    words: { names },
    options: { compression },
    output: 'stream',
    notes: oneEach,
    examples: ['images get base-static'],
  }),
  plan: define({
    say: 'What get would have to assemble, and push to send',
    words: { names },
    options: {
      cloud: optionalCloud,
      compression,
    },
    notes: ['Nothing is made or sent.'],
    examples: ['images plan base-static', 'images plan base-static --cloud dev --json'],
  }),
  prepare: define({
    say: 'Of these images only the layers that need no program of artifacts',
    words: { names },
    options: { compression },
    output: 'stream',
    notes: oneEach,
    examples: ['images prepare base-static'],
  }),
  push: define({
    say: 'Bring images to the registry of a cloud; only blobs that it lacks are sent',
    words: { names },
    options: { ...registry, compression },
    output: 'stream',
    notes: oneEach,
    examples: ['images push base-static --cloud dev'],
  }),
  import: define({
    say: 'Take an OCI layout (folder or tar) or a tar of docker save into the store',
    words: { file: text('FILE', 'the layout or the tar', 'file') },
    options: { name: optional(text('NAME:VERSION', 'where the file does not say it, or to rename')) },
    output: 'stream',
    notes: oneEach,
    examples: ['images import redis.tar --name redis:8'],
  }),
  append: define({
    say: 'Add a folder as one more layer to an image of a registry',
    words: {
      base: text('BASE', 'HOST:PORT/REPOSITORY:TAG'),
      target: text('TARGET', 'the name of the result, in the same registry'),
      folder: text('FOLDER', 'what the layer holds', 'file'),
    },
    options: {
      prefix: withDefault(text('PATH', 'where in the image the folder is put'), 'app'),
      ...registry,
      compression,
    },
    examples: ['images append localhost:5000/base:1 localhost:5000/app:1 dist'],
  }),
  mirror: define({
    say: 'Copy an image between registries, or between a registry and the store',
    words: {
      source: text('SOURCE', 'HOST:PORT/REPOSITORY:TAG or store:NAME[:VERSION]'),
      destination: text('DESTINATION', 'the same; one of the two is a registry'),
    },
    options: registry,
    examples: ['images mirror localhost:5000/app:1 store:app:1'],
  }),
  prune: define({
    say: 'Delete from the store what no definition needs and nobody used lately',
    options: { dryRun, unusedFor: days, imported: flag('imported images too') },
    examples: ['images prune --dry-run', 'images prune --unused-for 0 --imported'],
  }),
  'debian list': define({
    say: 'The locked packages of Debian: of images, of hosts and of the compiler',
    examples: ['images debian list'],
  }),
  'debian renew': define({
    say: 'Lock what the archive has today, and say what changes',
    options: { dryRun },
    examples: ['images debian renew --dry-run'],
  }),
}
export const noun = roomNoun('images', 'Container images, assembled here', verbs)
export const nouns = [noun]
