/** A command of `opads` as help and completion see it. */
import type { Noun } from './verb.ts'

/** `needsRoot`: refused for other users, before anything is read. */
export type CommandEntry = {
  readonly name: string
  readonly say: string
  readonly group: 'Cloud' | 'Applications' | 'Accounts' | 'Build' | 'Develop'
  readonly needsRoot?: boolean
  /** Only for its definitions; what does the work is loaded by `run`. */
  readonly load: () => Promise<CommandModule>
}
/** `run`: with the words after the command's name; returns the exit code. */
export type CommandModule = {
  readonly noun: Noun
  readonly run: (words: readonly string[]) => Promise<number>
}
