/** The verbs of `opads bench`. Pure. */
import { flag, many, optional, text, whole } from '@opads/command/field'
import { define, roomNoun } from '@opads/command/verb'

export const verbs = {
  list: define({ say: 'All measurements', examples: ['bench list'] }),
  '': define({
    say: 'Measure, and write bench/results/NAME.json',
    words: { names: many(text('NAME', 'a measurement, as opads bench list names it', 'bench')) },
    options: {
      runs: optional(whole('N', 'how often, where the measurement has runs', 1, 99)),
      against: optional(
        text(
          'REV',
          'up, cold-up, push: in turn with another commit of this repository; v0.1.0 is known without its tag',
        ),
      ),
      keep: flag('leave what was made'),
    },
    output: 'stream',
    notes: [
      'The exit code is 1 where a must was missed. With --json: one JSON value per measurement, each on a line of its own.',
    ],
    examples: ['bench up', 'bench push images', 'bench up --runs 7 --against HEAD~1'],
  }),
}
export const nouns = [roomNoun('bench', 'Measure, with what others would use in the same run', verbs)]
