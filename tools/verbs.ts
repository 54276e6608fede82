/** The verb `opads test`. Pure. */
import { flag, optional, text } from '@opads/command/field'
import { define, roomNoun } from '@opads/command/verb'

const say = 'Everything that a contribution must pass'
export const verbs = {
  '': define({
    say,
    options: {
      check: flag('this tier alone: types, formats, imports, generated pages'),
      unit: flag('this tier alone: pure tests'),
      component: flag('this tier alone: tests against the real thing'),
      story: optional(text('NAME', 'this story alone, in a cloud of its own', 'story')),
      all: flag(
        'also stories and component tests that do not run every time, and all cases of random ones; no tier has a share',
      ),
      seed: optional(text('N', 'repeats a random test')),
      writeSeconds: flag('write what each file took to bench/results/tests.json'),
    },
    output: 'stream',
    notes: [
      'Runs checks, unit tests, component tests and stories in this order and ends with one line: N passed, N failed, N skipped. Before it stands what each tier took of its share of 45 minutes. A tier fails when its CPU seconds, divided by the cores, are more than its share. Ctrl-C ends the running tests and says what ran. With --json: one JSON value at the end, all else on standard error.',
    ],
    examples: ['test', 'test --unit', 'test --story single', 'test --all'],
  }),
}
export const nouns = [roomNoun('test', say, verbs)]
