/** What a run of one kind is: how it waits and is leased, what follows from its end, how it is shown. Pure: Pluto, its fake, the console and the CLI read it. */
import type { Message } from '@opads/kernel/message'
import type { EnvironmentName } from '../../environment/shapes.ts'
import type { Built } from '../delivery-shapes.ts'
import type { RunKind } from './kinds.ts'

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
export type EndedRun = ShownRun & { readonly builtFrom: number | null }
export type Outcome = {
  /** What a build's worker reported. */
  readonly built: Built | undefined
  /** The number of the application's next release. */
  readonly nextRelease: number
}
/** What the transaction that ends a run writes. */
export type Consequences = {
  readonly message?: Message
  readonly release?: Built & { readonly number: number }
  readonly deployment?: { readonly environment: EnvironmentName; readonly release: number }
  /** The run that is queued, of the same application, commit and title. */
  readonly next?: {
    readonly kind: RunKind
    readonly environment: EnvironmentName
    readonly release: number | null
    readonly commit: string | null
    readonly builtFrom: number | null
  }
}

export type KindWords = {
  /** "Build" */
  readonly name: string
  /** On the button that starts the same once more; for a kind with `startAgain`. */
  readonly again?: string
  readonly failed: (run: ShownRun) => string
  /** What it works on: a commit or branch, and the rest. May contain text of strangers. */
  readonly subject: (run: ShownRun) => { readonly code: string | null; readonly text: string }
  /** What a person decides while it waits. May contain text of strangers. */
  readonly asks: (run: ShownRun) => string
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

export type Kind = {
  /** Whether a person must approve it before it begins. */
  readonly waits: boolean
  /** Whether who began such a run may decide it as well; without it another person must (four eyes). */
  readonly beginnerMayDecide?: true
  /** How a worker takes it; `null`: it has none and ends when a person decides. */
  readonly lease: {
    /** After so long without a renewal another worker continues the run. */
    readonly seconds: number
    /** It fails after so many attempts without an end: it probably kills its workers. */
    readonly mostAttempts: number
  } | null
  readonly succeeded: (run: EndedRun, outcome: Outcome) => Consequences
  /** Whether its worker ends a cancelled run that it works on: it sees `cancel_by` and restores what it changed. If not, a cancel ends it at once. */
  readonly restores: boolean
  /** What the event of its cancel says. */
  readonly cancelled: (run: ShownRun, by: string) => Message
  /** Whether its worker writes a log that can be followed; if not, its progress is that of the environment's pods. */
  readonly hasLiveLog: boolean
  /** Only of a kind that can be started again. `null`: this run cannot. */
  readonly startAgain?: (run: ShownRun) => Start | null
  /** Its title in an English sentence. May contain text of strangers. */
  readonly heading: (run: ShownRun) => string
  /** What is there after its success, as an English sentence without a full stop. */
  readonly outcome: (run: ShownRun) => string
  readonly en: KindWords
  readonly zh: KindWords
}
