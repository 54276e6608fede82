/** All commands as data for help and completion; only the module of the command in use is loaded. */

import type { CommandEntry } from '@opads/command/entry'
import { roomCommand } from './room.ts'

/** A room's own program, loaded when it is used. */
const room = (folder: string, name = folder) => ({ load: () => roomCommand(folder, name) })

export const commands: readonly CommandEntry[] = [
  {
    name: 'up',
    say: 'Bring a cloud up on this machine, or restore one',
    group: 'Cloud',
    needsRoot: true,
    ...room('up', 'up'),
  },
  {
    name: 'status',
    say: 'Show the truth about every part of a cloud',
    group: 'Cloud',
    needsRoot: true,
    ...room('up', 'status'),
  },
  {
    name: 'doctor',
    say: 'Ask what commonly goes wrong, and what to do',
    group: 'Cloud',
    needsRoot: true,
    ...room('up', 'doctor'),
  },
  {
    name: 'down',
    say: 'Remove what up made, and nothing else',
    group: 'Cloud',
    needsRoot: true,
    load: () => import('./commands/down.ts'),
  },
  {
    name: 'cluster',
    say: 'The Kubernetes cluster of a cloud: plan, up, check, certificates',
    group: 'Cloud',
    needsRoot: true,
    ...room('cluster'),
  },
  {
    name: 'kubectl',
    say: "The cloud's kubectl, on its machine",
    group: 'Cloud',
    load: () => import('./commands/kubectl.ts'),
  },
  {
    name: 'ca',
    say: "The cloud's CA: show, install, remove",
    group: 'Cloud',
    load: () => import('./commands/ca.ts'),
  },
  {
    name: 'app',
    say: 'Applications: create, build, deploy, configure, look',
    group: 'Applications',
    load: () => import('./commands/app.ts'),
  },
  {
    name: 'run',
    say: 'Builds and deployments: list, show, logs, approve, refuse, cancel',
    group: 'Applications',
    load: () => import('./commands/run.ts'),
  },
  {
    name: 'login',
    say: 'Sign in to a cloud, here or elsewhere',
    group: 'Accounts',
    load: () => import('./commands/login.ts'),
  },
  {
    name: 'logout',
    say: 'Sign out of a cloud',
    group: 'Accounts',
    load: () => import('./commands/logout.ts'),
  },
  {
    name: 'user',
    say: 'Accounts of the cloud: list, create, change, delete',
    group: 'Accounts',
    load: () => import('./commands/user.ts'),
  },
  {
    name: 'tenant',
    say: 'Who owns applications: list, create, delete',
    group: 'Accounts',
    load: () => import('./commands/tenant.ts'),
  },
  {
    name: 'member',
    say: 'Who is in a tenant, with which role: list, add, change, remove',
    group: 'Accounts',
    load: () => import('./commands/member.ts'),
  },
  {
    name: 'access',
    say: 'Why you may, or may not, and who can grant it: explain',
    group: 'Accounts',
    load: () => import('./commands/access.ts'),
  },
  {
    name: 'token',
    say: 'Passwords of programs: list, create, delete',
    group: 'Accounts',
    load: () => import('./commands/token.ts'),
  },
  {
    name: 'audit',
    say: 'The audit log: list, verify',
    group: 'Accounts',
    load: () => import('./commands/audit.ts'),
  },
  {
    name: 'artifacts',
    say: 'Third-party programs, built here',
    group: 'Build',
    ...room('artifacts'),
  },
  {
    name: 'images',
    say: 'Container images: made here, pushed, imported, copied',
    group: 'Build',
    ...room('images'),
  },
  {
    name: 'lab',
    say: 'Test hosts on this machine',
    group: 'Build',
    needsRoot: true,
    ...room('lab'),
  },
  {
    name: 'test',
    say: 'Everything that a contribution must pass',
    group: 'Develop',
    ...room('tools', 'test'),
  },
  {
    name: 'bench',
    say: 'Measure, with what others would use in the same run',
    group: 'Develop',
    ...room('bench'),
  },
  {
    name: 'completion',
    say: 'Print the completion script for bash, zsh or fish',
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
