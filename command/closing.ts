/** The last lines of a successful command: its result, and commands to run next. Pure. */
import { type Page, paint } from './page.ts'

/** @param more lines between the sentence and the commands, already indented or empty */
export function closing(page: Page, sentence: string, next: readonly string[] = [], more = ''): string {
  const head = `${paint(page, 'good', '●')} ${sentence}\n`
  const middle = more === '' ? '' : `\n${more}`
  return head + middle + (next.length === 0 ? '' : `\n${nextLines(page, next)}`)
}

/** Commands in one line if they fit, else one per line. */
export function nextLines(page: Page, commands: readonly string[]): string {
  const line = `  ${commands.join('      ')}`
  return `${line.length <= Math.min(page.width, 110) ? line : commands.map((one) => `  ${one}`).join('\n')}\n`
}
/** The last lines of a dry run. */
export const unchanged = (sentence: string): string => `${sentence}\nNothing was changed.\n`

/** Replaces control characters of foreign text (a commit's title) by spaces. */
export const plain = (text: string): string => text.replaceAll(/[\x00-\x1f\x7f-\x9f]/g, ' ')
