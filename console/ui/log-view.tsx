/** A growing log: follow, pause, copy, steps. Rendered in blocks, so that thousands of lines stay fast, searchable and selectable. */
import { memo, useCallback, useEffect, useRef, useState } from 'react'
import { type LogLine, stepsOf } from '../api/log.ts'
import { useLog } from '../api/use-log.ts'
import { useWords } from '../words/language.tsx'
import { isProblem } from '../words/messages.ts'
import { Button } from './button.tsx'
import { Copy } from './copy.tsx'
import { Problem } from './problem.tsx'
import { State, type Tone } from './state.tsx'

const blockLines = 200
/** A scroll position nearer to the end than this counts as the end. */
const endPixels = 24

type Props = {
  readonly address: string
  /** State of the last step: in progress, succeeded or failed. */
  readonly last: Tone
  /** Each line names its step; `shown`: in a list beside them. */
  readonly steps?: 'shown' | 'hidden'
  /** Steps that are the cloud's own, as they are called in the language of the page; others are commands. */
  readonly ourSteps?: Readonly<Record<string, string>>
  /** The work goes on; its log has no end yet. */
  readonly goesOn?: boolean
}

const none: Readonly<Record<string, string>> = {}

export function LogView({ address, last, steps: wanted, ourSteps = none, goesOn = false }: Props) {
  const { log, verbs, inWords } = useWords()
  const state = useLog(address, goesOn)
  const [pausedAt, setPausedAt] = useState<number | undefined>()
  const box = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const scrolledTo = useRef(0)
  const total = state.lines.length
  const shown = pausedAt === undefined ? state.lines : state.lines.slice(0, pausedAt)
  const hasSteps = wanted === 'shown'
  const steps = hasSteps ? stepsOf(shown) : []

  // Blocks get their true height only when rendered, so scroll again whenever the end moves.
  useEffect(() => {
    if (pausedAt !== undefined) return
    const toEnd = () => box.current?.scrollTo({ top: box.current.scrollHeight })
    const growth = new ResizeObserver(toEnd)
    growth.observe(content.current!)
    return () => growth.disconnect()
  }, [pausedAt])
  const onScroll = () => {
    const { scrollTop, scrollHeight, clientHeight } = box.current!
    const isAtEnd = scrollHeight - scrollTop - clientHeight < endPixels
    const isUpwards = scrollTop < scrolledTo.current
    scrolledTo.current = scrollTop
    if (isAtEnd && pausedAt === total) setPausedAt(undefined)
    if (!isAtEnd && isUpwards && pausedAt === undefined) setPausedAt(total)
  }
  const show = (line: number) => {
    setPausedAt(total)
    requestAnimationFrame(() =>
      box.current?.querySelector(`[data-line="${line}"]`)?.scrollIntoView({ block: 'start' }),
    )
  }
  /** The cloud's own lines are messages; lines of programs stay unchanged. */
  const say = useCallback(({ message, text }: LogLine) => inWords(message, text), [inWords])
  const text = () => state.lines.map((one) => one.text).join('\n')
  const isFollowing = pausedAt === undefined
  const unseen = total - shown.length
  return (
    <section className={hasSteps ? 'log has-steps' : 'log'}>
      <div className="head">
        <h2>
          {log.title} <small>{log.lines(total)}</small>
        </h2>
        <div className="actions">
          {state.isOpen && (
            <Button
              isSmall
              isPressed={isFollowing}
              onPress={() => setPausedAt(isFollowing ? total : undefined)}
            >
              {isFollowing ? log.pause : log.follow}
              {unseen > 0 && ` · ${log.newLines(unseen)}`}
            </Button>
          )}
          <Copy text={text} label={log.copy} />
        </div>
      </div>
      {state.failure !== undefined && (
        <Problem failure={state.failure}>
          <Button onPress={state.again}>{verbs.again}</Button>
        </Problem>
      )}
      <div className="log-body">
        {hasSteps && (
          <ol className="steps" aria-label={log.steps}>
            {steps.map((step, index) => (
              <li key={step.name}>
                <button type="button" onClick={() => show(state.dropped + step.firstLine)}>
                  <State
                    tone={index === steps.length - 1 ? last : 'ok'}
                    say={ourSteps[step.name] ?? step.name}
                  />
                  <span className="faint number">{step.lines.toLocaleString('en')}</span>
                </button>
              </li>
            ))}
          </ol>
        )}
        <div
          className="log-lines"
          role="log"
          aria-label={log.title}
          aria-live="off"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
          tabIndex={0}
          ref={box}
          onScroll={onScroll}
        >
          <div ref={content}>
            {state.dropped > 0 && <p className="faint">{log.dropped(state.dropped)}</p>}
            {blocksOf(shown, state.dropped).map(({ lines, first }) => (
              <Block key={first} lines={lines} first={first} size={lines.length} say={say} />
            ))}
            {!state.isOpen && state.failure === undefined && (
              <p className="faint log-end">{total === 0 ? log.empty : log.ended}</p>
            )}
            {state.isOpen && total === 0 && <p className="faint log-end">{log.empty}</p>}
          </div>
        </div>
      </div>
    </section>
  )
}

function blocksOf(lines: readonly LogLine[], dropped: number) {
  const blocks: { readonly lines: readonly LogLine[]; readonly first: number }[] = []
  for (let at = 0; at < lines.length; at += blockLines)
    blocks.push({ lines: lines.slice(at, at + blockLines), first: dropped + at })
  return blocks
}

type BlockProps = {
  readonly lines: readonly LogLine[]
  readonly first: number
  readonly size: number
  readonly say: (line: LogLine) => string
}
const Block = memo(
  ({ lines, first, say }: BlockProps) => (
    <div className="log-block">
      {lines.map((line, index) => (
        <div
          key={first + index}
          data-line={first + index}
          data-number={first + index + 1}
          className={lookOf(line, lines[index - 1])}
        >
          {say(line) || '\u00a0'}
        </div>
      ))}
    </div>
  ),
  (before, after) =>
    before.size === after.size && before.lines[0] === after.lines[0] && before.say === after.say,
)

/** Marks programs' errors and commands by how they usually look; only a hint for the eye. */
function lookOf({ text, step, message }: LogLine, before: LogLine | undefined): string | undefined {
  const looks = [
    before !== undefined && before.step !== step && 'log-step',
    /^(npm )?err(or)?[ !:]|\berror\b.*:|\berror TS\d+/i.test(message ? '' : text) && 'tone-fail',
    message && isProblem(message) && 'tone-fail',
    /^(> |\$ )/.test(text) && 'log-command',
  ].filter(Boolean)
  return looks.length > 0 ? looks.join(' ') : undefined
}
