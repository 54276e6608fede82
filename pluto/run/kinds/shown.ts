/** What everybody may know of each kind of run: its facts for Pluto's rows, the CLI and the console. Pure; a new kind is added here and in `kinds.ts`. */
import { build } from './build-shown.ts'
import { deploy } from './deploy-shown.ts'

export const shown = { build, deploy } as const
export type RunKind = keyof typeof shown
export const runKinds = Object.keys(shown) as [RunKind, ...RunKind[]]
