/** All kinds of runs: the only list of them. A new kind is a file beside this and a line here. Pure. */
import { build } from './build.ts'
import { deploy } from './deploy.ts'
import type { Kind, KindWords } from './kind.ts'

const all = { build, deploy }
export type RunKind = keyof typeof all
export const kinds: Readonly<Record<RunKind, Kind>> = all
export const runKinds = Object.keys(kinds) as [RunKind, ...RunKind[]]
/** Those that a worker takes. */
export const leasedKinds = runKinds.filter((kind) => kinds[kind].lease !== null)

export const kindWords = (language: 'en' | 'zh') =>
  Object.fromEntries(runKinds.map((kind) => [kind, kinds[kind][language]])) as Readonly<
    Record<RunKind, KindWords>
  >
