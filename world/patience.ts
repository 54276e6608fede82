/** How many times longer than on an ordinary machine waits may last: one number for a whole run, so that a slow machine is slow and not broken. */

/** Handed from `up` to every program that it starts; a person may set it, too. */
export const patienceVariable = 'OPADS_PATIENCE'
const most = 20

/** A whole number, 1 to 20; 1 where none is said. Pure. */
export function patienceIn(text: string | undefined): number {
  const said = Math.round(Number(text))
  return Number.isNaN(said) ? 1 : Math.min(Math.max(said, 1), most)
}

/** Of this process. Bounds of `waitFor`, of `exec` and of calls are multiplied by it. */
export const patience = (): number => patienceIn(process.env[patienceVariable])
