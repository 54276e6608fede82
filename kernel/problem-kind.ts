/** One row of the problem tables. Pure. */

/**
 * `status`: HTTP status. `exit`: exit code of the CLI (2 wrong use, 3 not allowed, 4 not found, 5 conflict, 6 unavailable, 130 stopped by a
 * signal, 1 else). `retry`: the same call may succeed later. `say`, `zh`: one sentence with `{fact}` placeholders, in English and Chinese, as in `message-kind.ts`.
 * `next`, `nextZh`: what to do or run now.
 */
type ProblemKind = {
  readonly status: number
  readonly exit: 1 | 2 | 3 | 4 | 5 | 6 | 130
  readonly retry: boolean
  readonly say: string
  readonly zh: string
  readonly next: string
  readonly nextZh: string
}

export type ProblemTable = Readonly<Record<string, ProblemKind>>
