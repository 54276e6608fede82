/** One line of progress: redrawn on a terminal, else written only when its words change. */
import { type Page, paint } from './page.ts'
import { cut } from './text-width.ts'
import { duration } from './times.ts'

export type LiveLine = {
  /** `words` change only with progress; the seconds beside them are updated. */
  readonly show: (words: string) => void
  /** @param last a line that stays on the screen */
  readonly end: (last?: string) => void
}
type Screen = { readonly isTTY?: boolean; write(text: string): unknown }

export function liveLine(screen: Screen, page: Page, now: () => number = Date.now): LiveLine {
  const started = now()
  let shown = ''
  const draw = () => {
    const time = `  ${duration((now() - started) / 1000)}`
    const words = cut(shown, Math.min(page.width, 100) - time.length - 3)
    screen.write(`\r\x1b[K${paint(page, 'busy', '◐')} ${words}${paint(page, 'faint', time)}`)
  }
  if (screen.isTTY !== true)
    return {
      show: (words) => {
        if (words !== shown) screen.write(`◐ ${words}\n`)
        shown = words
      },
      end: (last) => last !== undefined && screen.write(`${last}\n`),
    }
  const timer = setInterval(() => shown !== '' && draw(), 1000)
  timer.unref()
  return {
    show: (words) => {
      shown = words
      draw()
    },
    end: (last) => {
      clearInterval(timer)
      if (shown !== '') screen.write('\r\x1b[K')
      shown = ''
      if (last !== undefined) screen.write(`${last}\n`)
    },
  }
}
