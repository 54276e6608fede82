/** The verbs of `opads lab`. Pure. */
import { cloudOfMachine, cloudThere, linesOption, listenOption } from '@opads/command/common-fields'
import { choice, flag, many, optional, shaped, text, whole, withDefault } from '@opads/command/field'
import { define, roomNoun } from '@opads/command/verb'
import { suites } from './qemu/suite.ts'

const cloud = cloudOfMachine('the hosts of which cloud')
const hosts = withDefault(whole('N', 'how many hosts', 1, 9), 1)
const commandWords = optional(many(text('COMMAND', 'what to run there, after --; else a shell')))
const machine = withDefault(
  shaped<string>(text('MACHINE', 'which machine'), (given) =>
    /^[a-z][a-z0-9-]{0,19}$/.test(given)
      ? { value: given }
      : { fault: 'takes 1 to 20 of a-z, 0-9 and -, first a letter' },
  ),
  'main',
)

export const verbs = {
  up: define({
    say: 'Make hosts: containers that boot systemd, with two networks and ssh',
    options: {
      cloud,
      hosts,
      listen: listenOption,
      lines: linesOption,
    },
    output: 'stream',
    notes: ['With --json: one JSON value at the end.'],
    examples: ['lab up', 'lab up --cloud dev --hosts 3'],
  }),
  down: define({
    say: 'Delete the hosts of a lab',
    options: { cloud, purge: flag('with what is kept for the next hosts') },
    examples: ['lab down', 'lab down --cloud dev --purge'],
  }),
  list: define({ say: 'All labs of this machine', examples: ['lab list'] }),
  plan: define({
    say: 'The addresses that a lab has or would get, and what lab up would do',
    options: { cloud, hosts, listen: listenOption },
    notes: ['Nothing is made or started.'],
    examples: ['lab plan --cloud dev'],
  }),
  containers: define({
    say: 'The containers of a lab with their memory, those that run in its hosts too',
    options: { cloud: cloudThere(cloud) },
    notes: ['Of a host: without its pods and without the containers that have a line of their own.'],
    examples: ['lab containers', 'lab containers --cloud dev --json'],
  }),
  ssh: define({
    say: 'A shell or a command on a host',
    words: { host: optional(text('HOST', 'which host; else m1')), command: commandWords },
    options: { cloud: cloudThere(cloud) },
    output: 'foreign',
    examples: ['lab ssh m1', 'lab ssh m1 --cloud dev -- systemctl status kubelet'],
  }),
  check: define({
    say: 'Can this machine have it: control groups, addresses, name servers, trust',
    options: { cloud },
    notes: ['Exit code 0: it can; 6: it cannot.'],
    examples: ['lab check'],
  }),
  note: define({
    say: 'Write down which packages this machine lacks; stop restores that',
    words: { packages: optional(many(text('PACKAGE', 'a package that will be installed'))) },
    examples: ['lab note docker.io'],
  }),
  image: define({
    say: 'Make what hosts are made from, into the cache ahead of time',
    examples: ['lab image'],
  }),
  stop: define({
    say: 'Stop the container engine, when no lab needs it',
    options: { purge: flag('with what it keeps for the next hosts') },
    examples: ['lab stop', 'lab stop --purge'],
  }),
  'machine up': define({
    say: 'Start a whole stock Debian in QEMU, with a kernel of its own',
    options: {
      name: machine,
      suite: withDefault(choice(suites, 'which Debian'), 'bookworm'),
      memory: withDefault(whole('MIB', 'memory of the machine', 512, 999_999), 6144),
      kvm: flag('by KVM, where this machine has it'),
      disk: optional(
        many(
          shaped<string>(text('FILE', 'an image of a file system, attached read-only', 'file'), (given) =>
            given.startsWith('/') ? { value: given } : { fault: `takes an absolute path, not ${given}` },
          ),
        ),
      ),
    },
    examples: ['lab machine up --suite trixie'],
  }),
  'machine ssh': define({
    say: 'A shell or a command on a machine in QEMU',
    words: { command: commandWords },
    options: { name: machine },
    output: 'foreign',
    examples: ['lab machine ssh', 'lab machine ssh -- uname -r'],
  }),
  'machine down': define({
    say: 'Delete a machine in QEMU',
    options: { name: machine },
    examples: ['lab machine down'],
  }),
  'machine list': define({ say: 'All machines in QEMU', examples: ['lab machine list'] }),
}
export const nouns = [roomNoun('lab', 'Test hosts on this machine', verbs)]
