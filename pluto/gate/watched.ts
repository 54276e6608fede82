/** An open stream that ends when its caller may no longer read it. */

/**
 * @param stillMay asked every `everyMs` while the stream is read. When it rejects, as while the database is away, the stream goes on.
 * `signal` is for the source of the stream: it ends the stream, as the caller's own does.
 */
export function watched(caller: AbortSignal, everyMs: number, stillMay: () => Promise<boolean>) {
  const revoked = new AbortController()
  const check = () =>
    stillMay().then(
      (may) => may || revoked.abort(),
      () => {},
    )
  async function* read(chunks: AsyncIterable<string>): AsyncGenerator<string> {
    const timer = setInterval(() => void check(), everyMs)
    try {
      yield* chunks
    } finally {
      clearInterval(timer)
    }
  }
  return {
    signal: AbortSignal.any([caller, revoked.signal]),
    over: (answer: unknown): unknown => read(answer as AsyncIterable<string>),
  }
}
