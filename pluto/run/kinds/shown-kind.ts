/** What is shown of a kind of run, and what a cancel does to it. */

/** The fields of a run that its sentences are made of. */
export type ShownRun = {
  readonly id: number
  readonly application: string
  readonly environment: string | null
  readonly release: number | null
  readonly ref: string | null
  readonly commit: string | null
  readonly title: string | null
}

export type ShownKind = {
  readonly en: string
  readonly zh: string
  /** Whether a cancel ends a running run at once. If not, its worker sees `cancel_by`, restores what it changed and ends the run. */
  readonly cancelEndsIt: boolean
  /** Whether its worker writes a log that can be followed; if not, its progress is that of the environment's pods. */
  readonly hasLiveLog: boolean
  /** What it works on, in a table: may contain text of strangers. */
  readonly subject: (run: ShownRun) => string
  /** Its title in a sentence: may contain text of strangers. */
  readonly heading: (run: ShownRun) => string
}
