/** Patience: the factor by which timeouts are longer than on an ordinary machine; one number per run, so that slow machines do not fail. */

/** `up` sets it for every program that it starts; a person may set it too. */
export const patienceVariable = 'OPADS_PATIENCE'
const most = 20

/** A whole number, 1 to 20; 1 where the text is not a number. Pure. */
export function patienceIn(text: string | undefined): number {
  const said = Math.round(Number(text))
  return Number.isNaN(said) ? 1 : Math.min(Math.max(said, 1), most)
}

/** The patience of this process. Timeouts of `waitFor`, `exec` and HTTP calls are multiplied by it. */
export const patience = (): number => patienceIn(process.env[patienceVariable])
