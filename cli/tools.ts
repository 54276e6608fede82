/** The outside values of a verb; built once by `run-noun.ts`, replaced in tests. */

import type { LiveLine } from '@opads/command/live-line'
import type { Page } from '@opads/command/page'
import type { Exec } from '@opads/world/exec'
import type { Clouds, KnownCloud, Surroundings } from './clouds.ts'
import type { CloudsFile } from './clouds-file.ts'
import type { SecretInput } from './secret-input.ts'
import type { Session } from './session.ts'

export type Tools = {
  readonly page: Page
  readonly isJson: boolean
  /** What a verb writes is only tried, and undone. */
  readonly isDryRun: boolean
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal
  /** The selected cloud, with the account that is signed in. Loads the HTTPS client. */
  readonly session: () => Promise<Session>
  /** A cloud before the sign-in. */
  readonly visit: (cloud: string, reach: Omit<KnownCloud, 'account'>) => Promise<Session>
  readonly clouds: CloudsFile
  readonly around: () => Promise<Surroundings>
  readonly secrets: SecretInput
  readonly exec: Exec
  /** Writes to standard output at once. */
  readonly write: (text: string) => void
  /** Progress, on standard error. */
  readonly liveLine: () => LiveLine
  /** Where clouds of this machine keep their state. */
  readonly stateRoot: string
}
export type { Clouds }
