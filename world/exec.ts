/** Runs a program by argv on this machine. The real one and a fake have the same shape. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Argv } from '@opads/kernel/argv'
import { Problem } from '@opads/kernel/problem'
import { patience } from './patience.ts'

export type ExecResult = { readonly code: number; readonly stdout: string; readonly stderr: string }
export type ExecOptions = {
  readonly cwd?: string
  /** Added to this process's environment; `undefined` takes a name out. */
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly input?: string | Uint8Array
  /** Milliseconds on an ordinary machine, multiplied by the patience of this run; then SIGTERM, 5 s later SIGKILL. */
  readonly timeoutMs?: number
  /** Every line of both streams as it comes; output is kept all the same. */
  readonly onLine?: (line: string) => void
  /** Exit codes that are no failure; default `[0]`, `'any'` for all. */
  readonly codes?: readonly number[] | 'any'
  /** Ends the program and all that it has started; answered when none of it is left. A Ctrl-C reaches it only this way. */
  readonly signal?: AbortSignal
  /** Goes on when this process is killed, and ends as it sees fit: for programs that must not be cut, as dpkg. Others die with us. */
  readonly outlives?: boolean
  /** How bytes become text; `latin1` keeps every byte. Default `utf8`. */
  readonly encoding?: 'utf8' | 'latin1'
  /** Of the program, whatever that of whoever started us is: where it decides the modes of what the program makes. */
  readonly umask?: number
  /** Open files of this process that the program has too, as its 3, 4, … */
  readonly inherits?: readonly number[]
}
/** @throws Problem `command.failed`, `command.missing`, `command.timeout`; the reason of the signal */
export type Exec = (argv: Argv, options?: ExecOptions) => Promise<ExecResult>

const withUs = ['setpriv', '--pdeathsig', 'KILL', '--'] as const

export const exec: Exec = (argv, options = {}) =>
  new Promise((resolve, reject) => {
    if (options.signal?.aborted) return reject(options.signal.reason)
    const [program] = argv
    const started = performance.now()
    const [first, ...others] = options.outlives ? argv : ([...withUs, ...argv] as const)
    const ours = options.umask === undefined ? undefined : process.umask(options.umask)
    const child = spawn(first, others, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe', ...(options.inherits ?? [])],
      detached: options.signal !== undefined,
    })
    if (ours !== undefined) process.umask(ours)
    const deaf = endsWith(child, options)
    let late = false
    const timer =
      options.timeoutMs &&
      setTimeout(() => {
        late = true
        child.kill('SIGTERM')
        setTimeout(() => child.kill('SIGKILL'), 5000).unref()
      }, options.timeoutMs * patience())
    const out = gather(child.stdout, options)
    const err = gather(child.stderr, options)
    child.stdin?.on('error', () => {}) // the program may end before it has read all
    child.stdin?.end(options.input)
    child.on('error', (cause: NodeJS.ErrnoException) => {
      clearTimeout(timer || undefined)
      reject(cause.code === 'ENOENT' ? new Problem('command.missing', { program }, cause) : cause)
    })
    child.on('close', (status, signal) => {
      clearTimeout(timer || undefined)
      deaf()
      if (options.signal?.aborted) return reject(options.signal.reason)
      const result = { code: status ?? 128, stdout: out(), stderr: err() }
      if (late)
        return reject(
          new Problem('command.timeout', { program, waitedMs: Math.round(performance.now() - started) }),
        )
      if (result.code === 127 && result.stderr.startsWith('setpriv: failed to execute'))
        return reject(new Problem('command.missing', { program }))
      if (options.codes === 'any' || (options.codes ?? [0]).includes(result.code)) return resolve(result)
      const lastLine = (result.stderr.trim() || result.stdout.trim()).split('\n').at(-1) ?? ''
      reject(
        new Problem('command.failed', {
          program,
          exitCode: signal ?? result.code,
          lastLine,
          output: (result.stderr || result.stdout).slice(-4000),
        }),
      )
    })
  })

/** Has a program end when the signal says so: its whole group, or where it must not be cut just itself. Answers how to stop listening. */
function endsWith(child: ChildProcess, { signal, outlives }: ExecOptions): () => void {
  const toGroup = (name: NodeJS.Signals) => {
    try {
      process.kill(-child.pid!, name)
    } catch {} // all of it has ended
  }
  const stop = () => {
    if (outlives) return void child.kill('SIGINT')
    child.once('exit', () => toGroup('SIGKILL')) // what it has left behind
    toGroup('SIGTERM')
    setTimeout(() => child.kill('SIGKILL'), 5000).unref()
  }
  signal?.addEventListener('abort', stop, { once: true })
  return () => signal?.removeEventListener('abort', stop)
}

function gather(
  stream: NodeJS.ReadableStream | null,
  { onLine, encoding = 'utf8' }: ExecOptions,
): () => string {
  const chunks: Buffer[] = []
  if (!stream) return () => ''
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  if (onLine) createInterface({ input: stream }).on('line', onLine)
  return () => Buffer.concat(chunks).toString(encoding)
}
