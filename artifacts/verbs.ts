/** The verbs of `opads artifacts`. Pure. */
import { days } from '@opads/command/common-fields'
import { flag, many, text } from '@opads/command/field'
import { define, roomNoun } from '@opads/command/verb'

const names = many(text('NAME', 'a recipe, as opads artifacts list names it', 'artifact'))

export const verbs = {
  list: define({
    say: 'Recipes, which of them are in the cache, and how long the others take',
    examples: ['artifacts list'],
  }),
  needs: define({
    say: 'What building those that are missing takes, and where',
    words: { names },
    examples: ['artifacts needs runc'],
  }),
  go: define({ say: 'Which Go starts a build', examples: ['artifacts go'] }),
  get: define({
    say: 'Build what is missing',
    words: { names },
    options: {
      keepCaches: flag("leave Go's caches as they are after the build, since more builds follow"),
    },
    notes: [
      'Two at once wait for each other. With --json: one JSON value per line on standard output, progress as JSON lines on standard error.',
    ],
    output: 'stream',
    examples: ['artifacts get runc', 'artifacts get etcd-3.7.3 runc --json'],
  }),
  verify: define({
    say: 'Compare every file in the cache with its digest',
    examples: ['artifacts verify'],
  }),
  prune: define({
    say: 'Delete artifacts that no recipe needs and nobody used lately',
    options: {
      dryRun: flag('only say what would be deleted'),
      unusedFor: days,
    },
    notes: ["Go's caches are cut back to 1 GiB."],
    examples: ['artifacts prune --dry-run', 'artifacts prune --unused-for 0'],
  }),
}
export const noun = roomNoun('artifacts', 'Third-party programs, built from source', verbs)
export const nouns = [noun]
