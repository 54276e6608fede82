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
  const named = commands.map((one) => withCloud(one, page.cloud))
  const line = `  ${named.join('      ')}`
  return `${line.length <= Math.min(page.width, 110) ? line : named.map((one) => `  ${one}`).join('\n')}\n`
}

/** A command that talks to a cloud, for the cloud that the person has named: `opads ca show --cloud dev > ca.crt`. */
export function withCloud(command: string, cloud: string | undefined): string {
  if (cloud === undefined || command.includes('--cloud') || !ofCloud.test(command)) return command
  const [, words = command, rest = ''] = behind.exec(command) ?? []
  return `${words} --cloud ${cloud}${rest}`
}
/** The option stands before what is for the shell, or for another program. */
const behind = /^(.*?opads kubectl|.*?)( [<>|] .*| -- .*|(?<=opads kubectl) .*)?$/
const ofCloud =
  /^(sudo )?(\.\/)?opads (app|run|user|tenant|member|access|audit|token|ca|login|logout|kubectl|up|status|doctor|down|cluster|lab (up|down|plan|containers|ssh|check)|images (plan|push|append|mirror))( |$)/

/** The same for the commands in what a problem says to do next: those that stand after a colon, up to the end of their clause. */
export const nextWithCloud = (text: string, cloud: string | undefined): string =>
  text.replaceAll(/(?<=: )(sudo )?opads [^:;\n]*?(?=;|\. |\.?$|\n)/gm, (command) => withCloud(command, cloud))

/** The last lines of a dry run. */
export const unchanged = (sentence: string): string => `${sentence}\nNothing was changed.\n`

/** Replaces control characters of foreign text (a commit's title) by spaces. */
export const plain = (text: string): string => text.replaceAll(/[\x00-\x1f\x7f-\x9f]/g, ' ')
/** The same, of a text of several lines. */
export const plainLines = (text: string): string => text.split('\n').map(plain).join('\n')
