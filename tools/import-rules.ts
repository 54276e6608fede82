/** Checks a list of imports against the rules of the rooms. Pure. Source: ARCHITECTURE.md, "Who may import whom". */

/** `from`, `to`: paths in the repository (`kernel/argv.ts`), or a package's name where `isOutside`. */
export type Import = {
  readonly from: string
  readonly to: string
  readonly isType: boolean
  readonly isOutside: boolean
}

export function faultsOf(imports: readonly Import[]): string[] {
  return [...imports.flatMap(ruleFaults), ...cycles(imports)]
}

/** One line per room: the rooms and packages that it imports, without those of tests. */
export function roomTable(imports: readonly Import[]): string {
  const rooms = new Map<string, Set<string>>()
  for (const one of imports) {
    if (isTest(one.from)) continue
    const to = one.isOutside ? packageOf(one.to) : roomOf(one.to)
    if (to === roomOf(one.from)) continue
    const set = rooms.get(roomOf(one.from)) ?? new Set()
    rooms.set(roomOf(one.from), set.add(to))
  }
  return [...rooms]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([room, set]) => `${room}: ${[...set].sort().join(' ')}\n`)
    .join('')
}

function ruleFaults({ from, to, isType, isOutside }: Import): string[] {
  if (isTest(from)) return []
  const room = roomOf(from)
  const says = (rule: string) => [`${from} imports ${to}: ${rule}`]
  if (isOutside) {
    if (room === 'kernel') return says('kernel imports nothing from outside')
    if (room === 'console' && to.startsWith('node:') && isBrowserFile(from))
      return says('console never sees node:')
    if (isShown(from)) return says(shownRule)
    if (/contract\.ts$/.test(from) && to !== 'zod') return says('a contract imports only kernel and zod')
    return []
  }
  const other = roomOf(to)
  if (isShown(from) && other !== 'kernel' && !isShown(to) && !(isType && other === room))
    return says(shownRule)
  if (/^console\/(api|ui)\//.test(from) && to.startsWith('console/nouns/'))
    return says('what all pages are made of knows no noun')
  if (other === room || other === 'kernel') return []
  if (room === 'kernel') return says('kernel imports nothing')
  if (room === 'world') return says('world imports only kernel')
  if (/contract\.ts$/.test(from)) return says('a contract imports only kernel and zod')
  if (room === 'command')
    return other === 'serve' && isType ? [] : says('command imports only kernel, and types of serve')
  if (other === 'command') return room === 'console' ? says('the console has no command line') : []
  if (room === 'console' && other === 'world') return says('console never sees world')
  if (room === 'stories' || room === 'bench') return [] // they build real outside values, as a main does
  if (other === 'world')
    return isType || isEdge(from) || openToAll.has(to)
      ? []
      : says('only a main builds real outside values; take them as parameters')
  if (other === 'parts')
    return walksParts(room) || ['parts/part.ts', 'parts/objects.ts'].includes(to)
      ? []
      : says('only up and cluster walk the catalogue; a part imports its type and objects')
  if (other === 'serve' || to.endsWith('/contract.ts') || isShown(to)) return []
  if (room === 'parts' && to.endsWith('/part.ts')) return []
  return room === 'cli' || room === 'tools'
    ? []
    : says('another room is imported by its contract, its part by parts')
}

function cycles(imports: readonly Import[]): string[] {
  const arrows = Map.groupBy(
    imports.filter((one) => !one.isOutside && !one.isType),
    (one) => one.from,
  )
  const done = new Set<string>()
  const found: string[] = []
  const walk = (path: string, trail: readonly string[]) => {
    const at = trail.indexOf(path)
    if (at >= 0) return void found.push(`import cycle: ${[...trail.slice(at), path].join(' → ')}`)
    if (done.has(path)) return
    for (const one of arrows.get(path) ?? []) walk(one.to, [...trail, path])
    done.add(path)
  }
  for (const from of arrows.keys()) walk(from, [])
  return found
}

/** Files of `world` that every room may import, as it may import `node:fs`: tests do not need to replace them. */
const openToAll = new Set([
  'world/wait.ts',
  'world/debian-here.ts', // its `exec` is a parameter
  'world/patience.ts',
  'world/durable.ts',
  'world/journal.ts',
  'world/walk.ts',
  'world/digests.ts',
  'world/cgroup-memory.ts',
  'world/debian-lock-file.ts',
  'world/trust.ts',
])

const roomOf = (path: string) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '(top)')
const walksParts = (room: string) => ['up', 'cluster', 'cli', 'tools'].includes(room)
const packageOf = (name: string) =>
  name.startsWith('@') ? name.split('/').slice(0, 2).join('/') : name.split('/')[0]!
const isTest = (path: string) => /\.test\.tsx?$/.test(path) || /\/(fake|test)[^/]*\//.test(path)
/** What is shown of a noun, and kinds of runs; the browser loads it, so it may load no code but its own. */
const isShown = (path: string) => /\/(([\w-]+-)?shown|run\/kinds\/[\w-]+)\.ts$/.test(path)
const shownRule = 'what is shown imports only kernel, types of its room, and what is shown'
const isEdge = (path: string) => /(^|\/|-)main\.ts$/.test(path) || /^(cli|tools)\//.test(path)
const isBrowserFile = (path: string) => !/(vite\.config|look|serve|build|part|objects)[\w-]*\.ts$/.test(path)
