/** The verbs of `up`, `status`, `doctor` and `down`. Pure. */
import { cloudOfMachine, cloudThere, dryRunOption, listenOption } from '@opads/command/common-fields'
import { choice, flag, many, optional, shaped, text, withDefault } from '@opads/command/field'
import { define, roomNoun } from '@opads/command/verb'

const cloud = cloudOfMachine('which cloud; several can be on one machine')

export const verbs = {
  up: define({
    say: 'Bring a cloud up on this machine, or repair what differs',
    options: {
      cloud,
      size: withDefault(choice(['single'], 'one host is master and node; ha is not there yet'), 'single'),
      listen: listenOption,
      domain: optional(
        shaped<string>(text('NAME', 'what names of applications end with (CLOUD.localhost)'), (given) =>
          /^[a-z0-9]([a-z0-9.-]{0,200}[a-z0-9])?$/.test(given)
            ? { value: given }
            : { fault: 'takes a domain, as cloud.example.com' },
        ),
      ),
      file: optional(
        text(
          'FILE',
          'versions, ranges, what builds may use (cluster/cluster.example.yml); kept for this cloud',
          'file',
        ),
      ),
      until: optional(
        text(
          'STEP',
          'run this step and those that it needs, and stop; up without it goes on from there',
          'step',
        ),
      ),
      with: optional(many(text('PART', 'an optional part that the cloud gets; kept for this cloud', 'part'))),
      without: optional(
        many(
          text(
            'PART',
            'an optional part that the cloud does without: its objects are deleted, its namespaces, kinds and claims stay',
            'part',
          ),
        ),
      ),
      dryRun: flag(
        'ask each step what it would change and why, change nothing; exit code 0 whatever differs',
      ),
    },
    output: 'stream',
    notes: [
      'It asks no questions. Run it again after a stop, a failure or an edit: it looks at everything and repairs what differs. Without --listen it listens on 127.0.0.1:8443.',
      '--dry-run asks each step what it would change and why. Exit code 0, whether something differs or not; 6 where a first run would be refused. The files of the cluster in the folder of the cloud are prepared, as cluster plan does it.',
      'With --json: one line of JSON per event.',
    ],
    examples: [
      'up',
      'up --cloud dev --listen 127.0.0.1:9443',
      'up --until cluster-ready',
      'up --without metrics-server',
      'up --dry-run',
    ],
  }),
  status: define({
    say: 'Show the state of every part of a cloud',
    options: { cloud: cloudThere(cloud) },
    notes: [
      'Exit code 0: healthy; 6: something needs attention (▲) or failed (✕). Memory is the working set; that of the whole is the sum of the lines.',
    ],
    examples: ['status', 'status --cloud dev --json'],
  }),
  doctor: define({
    say: 'Check this machine and the cloud for common faults, and say what to do',
    options: { cloud: cloudThere(cloud) },
    output: 'stream',
    notes: [
      'Exit code 0: nothing found; 6: something. A machine without a cloud is checked too. With --json: one list of all answers at the end.',
    ],
    examples: ['doctor', 'doctor --cloud dev'],
  }),
  down: define({
    say: 'Remove what up made, and nothing else',
    options: {
      cloud,
      yes: flag("do not ask for the cloud's name"),
      purge: flag("also delete the cloud's folder: keys, passwords, journal"),
      dryRun: dryRunOption,
    },
    notes: [
      "All data of the cloud is deleted with it, and no copy is kept; on a terminal the cloud's name is asked for, elsewhere --yes is needed. Debian packages that up installed stay, and are named.",
    ],
    examples: ['down --dry-run', 'down --yes', 'down --cloud dev --yes --purge'],
  }),
}

/** Each is a command of its own. */
export const nouns = Object.entries(verbs).map(([command, verb]) => roomNoun(command, verb.say, { '': verb }))
