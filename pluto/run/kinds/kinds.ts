/** What Pluto does with each kind of run. */
import { build } from './build.ts'
import { deploy } from './deploy.ts'
import type { Kind } from './kind.ts'
import type { RunKind } from './shown.ts'

export const kinds: Readonly<Record<RunKind, Kind>> = { build, deploy }
