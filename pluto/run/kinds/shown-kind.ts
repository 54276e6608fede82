/** What is shown of a kind of run, what starts it again, and what a cancel does to it. */
import type { EnvironmentName } from '../../environment/shapes.ts'

/** The fields of a run that its sentences are made of. */
export type ShownRun = {
  readonly id: number
  readonly application: string
  readonly environment: EnvironmentName | null
  readonly release: number | null
  readonly ref: string | null
  readonly commit: string | null
  readonly title: string | null
}

export type KindWords = {
  /** "Build" */
  readonly name: string
  /** On the button that starts the same once more. */
  readonly again: string
  readonly failed: (run: ShownRun) => string
  /** What it works on: a commit or branch, and the rest. May contain text of strangers. */
  readonly subject: (run: ShownRun) => { readonly code: string | null; readonly text: string }
  /** Steps of its log that are the cloud's own; others are commands. */
  readonly steps: Readonly<Record<string, string>>
}

/** A request that starts a run, and the act of it that a role allows; `:name` is the application. */
export type Start =
  | {
      readonly route: 'POST /api/v1/applications/:name/builds'
      readonly act: 'application.build'
      readonly body: { readonly ref: string }
    }
  | {
      readonly route: 'POST /api/v1/applications/:name/deployments'
      readonly act: 'application.deploy'
      readonly body: { readonly environment: EnvironmentName; readonly release: number }
    }

export type ShownKind = {
  readonly en: KindWords
  readonly zh: KindWords
  /** Whether a cancel ends a running run at once. If not, its worker sees `cancel_by`, restores what it changed and ends the run. */
  readonly cancelEndsIt: boolean
  /** Whether its worker writes a log that can be followed; if not, its progress is that of the environment's pods. */
  readonly hasLiveLog: boolean
  /** `null`: it cannot be started again. */
  readonly startAgain: (run: ShownRun) => Start | null
  /** Its title in an English sentence. May contain text of strangers. */
  readonly heading: (run: ShownRun) => string
  /** What is there after its success, as an English sentence without a full stop. */
  readonly outcome: (run: ShownRun) => string
}
