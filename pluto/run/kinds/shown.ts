/** What everybody may know of each kind of run: its facts for Pluto's rows, the CLI and the console. Pure; a new kind is added here and in `kinds.ts`. */
import { build } from './build-shown.ts'
import { deploy } from './deploy-shown.ts'
import type { KindWords, ShownKind } from './shown-kind.ts'

const all = { build, deploy }
export type RunKind = keyof typeof all
export const shown: Readonly<Record<RunKind, ShownKind>> = all
export const runKinds = Object.keys(shown) as [RunKind, ...RunKind[]]

export const kindWords = (language: 'en' | 'zh') =>
  Object.fromEntries(runKinds.map((kind) => [kind, shown[kind][language]])) as Readonly<
    Record<RunKind, KindWords>
  >
