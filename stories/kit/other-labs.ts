/** What on this machine belongs to other labs: a user's own cloud may run beside a story. */
import { exec } from '@opads/world/exec'

/** Texts that identify a trace as another lab's: container and network ids, folders, bridges, addresses. */
export type Marks = readonly string[]

/** @param own the story's lab; without it the result is empty */
export async function marksOfOthers(own: string | undefined): Promise<Marks> {
  if (own === undefined) return []
  const ids = [...(await idsOf('container', own)), ...(await idsOf('network', own))]
  if (ids.length === 0) return []
  const { stdout } = await docker('inspect', ...ids)
  return [...ids, ...marksIn(JSON.parse(stdout || '[]') as unknown)]
}

/** Folders, bridges and address ranges in the output of `docker inspect`. Pure. */
export function marksIn(inspected: unknown): Marks {
  const found = new Set<string>()
  const walk = (value: unknown, key = '') => {
    if (Array.isArray(value)) for (const one of value) walk(one)
    else if (typeof value === 'object' && value !== null)
      for (const [name, one] of Object.entries(value)) walk(one, name)
    else if (typeof value === 'string' && value !== '') {
      if (['MergedDir', 'SandboxKey', 'com.docker.network.bridge.name'].includes(key)) found.add(value)
      if (['IPAddress', 'Gateway'].includes(key)) found.add(value.replace(/\d+$/, '')) // their whole /24
    }
  }
  walk(inspected)
  return [...found]
}

const docker = (...words: string[]) =>
  exec(['docker', '--host', 'unix:///run/opads-lab/docker.sock', ...words], { codes: 'any' }).catch(() => ({
    stdout: '',
  }))

async function idsOf(kind: 'container' | 'network', own: string): Promise<readonly string[]> {
  const format = '{{.ID}} {{.Label "opads.lab"}}'
  const all = kind === 'container' ? ['--all'] : []
  const { stdout } = await docker(
    kind,
    'ls',
    ...all,
    '--no-trunc',
    '--filter',
    'label=opads.lab',
    '--format',
    format,
  )
  return stdout
    .split('\n')
    .map((line) => line.split(' '))
    .flatMap(([id, lab]) => (id && lab !== own ? [id] : []))
}
