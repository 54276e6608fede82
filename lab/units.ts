/** The units of Debian's container engine: which existed before its package was installed, and how to restore that. Pure. */
import type { Argv } from '@opads/kernel/argv'

/** The socket first: a connection to it would start the engine again. */
const engineUnits = ['docker.socket', 'docker.service', 'containerd.service'] as const

/** `file`: as in `systemctl is-enabled`. */
type UnitState = { readonly file: string; readonly isActive: boolean }
/** Units that exist. */
export type Units = Readonly<Record<string, UnitState>>

export const askUnits: Argv = [
  'systemctl',
  'show',
  '--property',
  'Id,LoadState,UnitFileState,ActiveState',
  ...engineUnits,
]

/** @param shown output of `askUnits`: a block of `Key=value` lines per unit */
export function unitsIn(shown: string): Units {
  const blocks = shown.trim().split(/\n\n+/).map(valuesOf)
  return Object.fromEntries(
    blocks.flatMap(({ Id, LoadState, UnitFileState = '', ActiveState }) =>
      Id === undefined || LoadState === 'not-found'
        ? []
        : [[Id, { file: UnitFileState, isActive: ActiveState === 'active' }]],
    ),
  )
}

const valuesOf = (block: string): Readonly<Record<string, string>> =>
  Object.fromEntries(block.split('\n').map((line) => line.split(/=(.*)/s).slice(0, 2)))

/** Debian's packages start their units unless these are masked. A mask under /run ends with the next boot, even if this run is killed. */
export function holdBack(before: Units): readonly Argv[] {
  const names = engineUnits.filter((name) => !(name in before))
  return names.length > 0 ? [['systemctl', 'mask', '--runtime', ...names]] : []
}

/** Units that came with our packages are stopped and not started at boot; those that were there before are left alone. */
export function putBack(before: Units, now: Units): readonly Argv[] {
  const came = engineUnits.filter((name) => name in now && !(name in before))
  const masked = came.filter((name) => now[name]!.file.startsWith('masked'))
  return [
    ...(masked.length > 0 ? [['systemctl', 'unmask', '--runtime', ...masked] as const] : []),
    ...(came.length > 0 ? [['systemctl', 'disable', '--now', ...came] as const] : []),
  ]
}
