/** Runs a program on this machine, without a shell. */
import { type ChildProcess, spawn } from 'node:child_process'
import type { Argv } from '@opads/kernel/argv'
import { Problem } from '@opads/kernel/problem'
import { lineSplitter } from './lines.ts'
import { patience } from './patience.ts'

export type ExecResult = { readonly code: number; readonly stdout: string; readonly stderr: string }
export type ExecOptions = {
  readonly cwd?: string
  /** Added to this process's environment; `undefined` removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly input?: string | Uint8Array
  /** Multiplied by the patience of this run (`patience.ts`); then SIGTERM, 5 s later SIGKILL. */
  readonly timeoutMs?: number
  /** Limit of standard output: more ends the program. Of standard error the last so many bytes are kept. Default 64 MiB. */
  readonly mostBytes?: number
  /** Called with every line of both streams as it comes; the result has the output too. */
  readonly onLine?: (line: string) => void
  /** Exit codes that are not a failure; default `[0]`, `'any'` for all. */
  readonly codes?: readonly number[] | 'any'
  /** Ends the program and its process group; `exec` rejects when they have ended. The terminal's Ctrl-C does not reach the group itself. */
  readonly signal?: AbortSignal
  /** Keeps running when this process is killed: for programs that must not be interrupted, such as dpkg. Others are killed with us. */
  readonly outlives?: boolean
  /** How bytes become text; `latin1` keeps every byte. Default `utf8`. */
  readonly encoding?: 'utf8' | 'latin1'
  /** Umask of the program instead of ours: where it affects the modes of files that the program creates. */
  readonly umask?: number
  /** File descriptors of this process that the program gets as its 3, 4, … */
  readonly inherits?: readonly number[]
}
/** @throws Problem `command.failed`, `command.missing`, `command.timeout`, `command.said-too-much`; the reason of the signal */
export type Exec = (argv: Argv, options?: ExecOptions) => Promise<ExecResult>

/** Default of `mostBytes`. */
const mostKept = 64 * 2 ** 20

/** By whatever starts the program for us (`withUs`, `contained` of kernel/argv.ts). */
const notStarted = /^(?:setpriv|unshare): failed to execute (.+?): /

const withUs = ['setpriv', '--pdeathsig', 'KILL', '--'] as const

export const exec: Exec = (argv, options = {}) =>
  new Promise((resolve, reject) => {
    if (options.signal?.aborted) return reject(options.signal.reason)
    const [program] = argv
    const { encoding = 'utf8' } = options
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
    let isTooMuch = false
    const end = () => {
      child.kill('SIGTERM')
      setTimeout(() => child.kill('SIGKILL'), 5000).unref()
    }
    const timer =
      options.timeoutMs &&
      setTimeout(() => {
        late = true
        end()
      }, options.timeoutMs * patience())
    const mostBytes = options.mostBytes ?? mostKept
    const out = whole(child.stdout, mostBytes, () => {
      isTooMuch = true
      if (!options.outlives) end()
    })
    const err = lastOf(child.stderr, mostBytes)
    for (const stream of [child.stdout, child.stderr]) tellLines(stream, mostBytes, options.onLine)
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
      const result = {
        code: status ?? 128,
        stdout: out().toString(encoding),
        stderr: err().toString(encoding),
      }
      if (late)
        return reject(
          new Problem('command.timeout', { program, waitedMs: Math.round(performance.now() - started) }),
        )
      if (isTooMuch) return reject(new Problem('command.said-too-much', { program, mostBytes }))
      const missing = result.code === 127 && notStarted.exec(result.stderr)
      if (missing) return reject(new Problem('command.missing', { program: missing[1] }))
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

/** Ends a program when the signal aborts: its process group, or with `outlives` only SIGINT to itself. Returns how to stop listening. */
function endsWith(child: ChildProcess, { signal, outlives }: ExecOptions): () => void {
  const toGroup = (name: NodeJS.Signals) => {
    try {
      process.kill(-child.pid!, name)
    } catch {} // the whole group has ended
  }
  const stop = () => {
    if (outlives) return void child.kill('SIGINT')
    child.once('exit', () => toGroup('SIGKILL')) // what it started and left running
    toGroup('SIGTERM')
    setTimeout(() => child.kill('SIGKILL'), 5000).unref()
  }
  signal?.addEventListener('abort', stop, { once: true })
  return () => signal?.removeEventListener('abort', stop)
}

/** Keeps the whole stream, and calls `onMore` once where it is longer than `mostBytes`. */
function whole(stream: NodeJS.ReadableStream | null, mostBytes: number, onMore: () => void): () => Buffer {
  const chunks: Buffer[] = []
  let bytes = 0
  stream?.on('data', (chunk: Buffer) => {
    const before = bytes
    bytes += chunk.length
    if (bytes <= mostBytes) chunks.push(chunk)
    else if (before <= mostBytes) onMore()
  })
  return () => Buffer.concat(chunks)
}

function lastOf(stream: NodeJS.ReadableStream | null, mostBytes: number): () => Buffer {
  const chunks: Buffer[] = []
  let bytes = 0
  stream?.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    bytes += chunk.length
    while (bytes - chunks[0]!.length >= mostBytes) bytes -= chunks.shift()!.length
  })
  return () => Buffer.concat(chunks).subarray(-mostBytes)
}

function tellLines(
  stream: NodeJS.ReadableStream | null,
  mostBytes: number,
  onLine: ExecOptions['onLine'],
): void {
  if (!stream || !onLine) return
  const split = lineSplitter(mostBytes)
  const emit = (lines: readonly string[]) => {
    for (const line of lines) onLine(line)
  }
  stream.on('data', (chunk: Buffer) => emit(split.next(chunk)))
  stream.on('end', () => emit(split.end()))
}
