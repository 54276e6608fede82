/** Runs a playbook and reads its tasks as JSON lines (`playbooks/callback_plugins/json_lines.py`). */
import { join } from 'node:path'
import { Problem } from '@opads/kernel/problem'
import type { Exec } from '@opads/world/exec'
import { patience } from '@opads/world/patience'

/** Seconds count from the start of the run. */
type Event =
  | { readonly event: 'task'; readonly seconds: number; readonly task: string }
  | {
      readonly event: 'result'
      readonly seconds: number
      readonly host: string
      readonly task: string
      readonly outcome: 'ok' | 'changed' | 'skipped' | 'failed' | 'ignored' | 'unreachable'
      readonly said: string
      /** Program run by the task → seconds. */
      readonly took?: Readonly<Record<string, number>>
    }
  | { readonly event: 'end'; readonly seconds: number }

/** `seconds`: task → duration over all hosts; below it its programs, each on the slowest host. */
export type PlaybookRun = {
  readonly changed: readonly { readonly host: string; readonly task: string }[]
  readonly seconds: readonly (readonly [task: string, seconds: number])[]
}

/** A PID namespace: Ansible's workers and persistent ssh connections end with it, even when it is killed. */
const whole = ['unshare', '--pid', '--fork', '--kill-child', '--'] as const

/** @throws Problem `cluster.task-failed` with task, host and output; `command.failed` when Ansible itself failed */
export async function runPlaybook(
  playbook: string,
  words: readonly string[],
  {
    exec,
    playbooks,
    inventory,
    note,
  }: {
    readonly exec: Exec
    readonly playbooks: string
    readonly inventory: string
    readonly note: (note: string) => void
  },
): Promise<PlaybookRun> {
  const events: Event[] = []
  const argv = ['ansible-playbook', '-i', inventory, playbook, ...words] as const
  const { code, stderr } = await exec([...whole, ...argv], {
    cwd: playbooks,
    env: {
      ANSIBLE_CONFIG: join(playbooks, 'ansible.cfg'),
      ANSIBLE_STDOUT_CALLBACK: 'json_lines',
      ANSIBLE_TIMEOUT: String(10 * patience()), // seconds to wait for a host's ssh
    },
    codes: 'any',
    onLine: (line) => {
      const event = eventOf(line)
      if (event) events.push(event)
      if (event?.event === 'task') note(event.task)
    },
  })
  for (const event of events)
    if (event.event === 'result' && (event.outcome === 'failed' || event.outcome === 'unreachable'))
      throw new Problem('cluster.task-failed', {
        task: event.task,
        host: event.host,
        said: event.said.trim(),
      })
  if (code !== 0)
    throw new Problem('command.failed', {
      program: `ansible-playbook ${playbook}`,
      exitCode: code,
      lastLine: stderr.trim().split('\n').at(-1) ?? '',
      output: stderr.slice(-4000),
    })
  return summary(events)
}

function eventOf(line: string): Event | undefined {
  if (!line.startsWith('{"event"')) return undefined
  try {
    return JSON.parse(line) as Event
  } catch {
    return undefined // cut by a kill
  }
}

function summary(events: readonly Event[]): PlaybookRun {
  const tasks = events.filter((event) => event.event === 'task')
  const end = events.at(-1)?.seconds ?? 0
  return {
    changed: events.flatMap((event) =>
      event.event === 'result' && event.outcome === 'changed' ? [{ host: event.host, task: event.task }] : [],
    ),
    seconds: tasks.flatMap(({ task, seconds }, index) => [
      [task, (tasks[index + 1]?.seconds ?? end) - seconds] as const,
      ...slowest(events, task),
    ]),
  }
}

function slowest(events: readonly Event[], task: string): (readonly [program: string, seconds: number])[] {
  const most = new Map<string, number>()
  for (const event of events)
    if (event.event === 'result' && event.task === task)
      for (const [program, took] of Object.entries(event.took ?? {}))
        most.set(program, Math.max(took, most.get(program) ?? 0))
  return [...most].map(([program, took]) => [`  ${program}`, took] as const)
}
