/** What the command can do, as data: help and completion read it, and only the module of the command in use is loaded. */

import { roomCommand } from './room.ts'

/** `needsRoot`: refused by name for anybody else, before anything is read. */
export type CommandEntry = {
  readonly name: string
  readonly say: string
  readonly group: 'Cloud' | 'Build' | 'Develop'
  readonly needsRoot?: boolean
  readonly load: () => Promise<CommandModule>
}
/** Runs with the words behind the command's name; answers the exit code. */
export type CommandModule = { readonly run: (words: readonly string[]) => Promise<number> }

export const commands: readonly CommandEntry[] = [
  {
    name: 'up',
    say: 'Bring a cloud up on this machine, or mend one',
    group: 'Cloud',
    needsRoot: true,
    load: () => roomCommand('up', 'up'),
  },
  {
    name: 'status',
    say: 'Show the truth about every part of a cloud',
    group: 'Cloud',
    needsRoot: true,
    load: () => roomCommand('up', 'status'),
  },
  {
    name: 'doctor',
    say: 'Ask what commonly goes wrong, and what to do',
    group: 'Cloud',
    needsRoot: true,
    load: () => roomCommand('up', 'doctor'),
  },
  {
    name: 'down',
    say: 'Remove what up made, and nothing else',
    group: 'Cloud',
    needsRoot: true,
    load: () => roomCommand('up', 'down'),
  },
  {
    name: 'cluster',
    say: 'The Kubernetes cluster of a cloud: plan, up, status',
    group: 'Cloud',
    needsRoot: true,
    load: () => roomCommand('cluster'),
  },
  {
    name: 'artifacts',
    say: 'Third-party programs: list, get, verify, prune',
    group: 'Build',
    load: () => roomCommand('artifacts'),
  },
  {
    name: 'images',
    say: 'Container images: list, get, push, import, append, mirror, prune',
    group: 'Build',
    load: () => roomCommand('images'),
  },
  {
    name: 'lab',
    say: 'Test hosts on this machine: up, down, list, ssh',
    group: 'Build',
    needsRoot: true,
    load: () => roomCommand('lab'),
  },
  {
    name: 'test',
    say: 'Everything that a contribution must pass',
    group: 'Develop',
    load: () => import('./commands/test.ts'),
  },
  {
    name: 'bench',
    say: 'Measure, with what others would use in the same run',
    group: 'Develop',
    load: () => roomCommand('bench'),
  },
  {
    name: 'completion',
    say: 'Print the completion script for bash',
    group: 'Develop',
    load: () => import('./commands/completion.ts'),
  },
  {
    name: 'version',
    say: 'Print the version of this checkout and of its Node',
    group: 'Develop',
    load: () => import('./commands/version.ts'),
  },
]
