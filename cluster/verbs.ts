/** The verbs of `opads cluster`. Pure. */
import { anyCloudName, linesOption } from '@opads/command/common-fields'
import { flag, optional, text, withDefault } from '@opads/command/field'
import { define, roomNoun } from '@opads/command/verb'

const options = {
  cloud: anyCloudName('the cloud; else the name in the file, without a file main'),
  file: optional(
    text(
      'FILE',
      'which host is what (cluster/cluster.example.yml), kept for this cloud; without one the first host is everything',
      'file',
    ),
  ),
}

export const verbs = {
  plan: define({
    say: 'Show what differs from what the cluster should be, and what a run would do',
    options,
    notes: ['No host is changed.'],
    examples: ['cluster plan', 'cluster plan --cloud dev --file cluster.yml'],
  }),
  up: define({
    say: 'Make the cluster, or repair only what differs, by Ansible over ssh',
    options: {
      ...options,
      dryRun: flag('the same as plan'),
      times: flag('say how long each step took'),
      lines: linesOption,
    },
    output: 'stream',
    notes: ['With --json: one JSON value at the end, of what differed and how long each step took.'],
    examples: ['cluster up', 'cluster up --file cluster.yml --times', 'cluster up --dry-run'],
  }),
  check: define({
    say: 'Is a file right for opads up, which makes one host?',
    options: {
      cloud: options.cloud,
      file: withDefault(text('FILE', 'the file to check', 'file'), 'cluster.yml'),
    },
    examples: ['cluster check --file cluster.yml'],
  }),
  certificates: define({
    say: 'Which certificate ends when, the soonest first',
    options,
    examples: ['cluster certificates', 'cluster certificates --json'],
  }),
}
export const nouns = [roomNoun('cluster', 'The Kubernetes cluster of a cloud', verbs)]
