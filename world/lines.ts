/** Splits a byte stream into lines with a bounded length, because a program may never write a newline. */

const [newline, carriageReturn] = [10, 13]
export const cutMark = ' … (the line is longer, and is cut here)'

/** @param mostBytes limit of one line; the rest of a longer one is replaced by `cutMark` */
export async function* linesOf(stream: AsyncIterable<Uint8Array>, mostBytes: number): AsyncGenerator<string> {
  const split = lineSplitter(mostBytes)
  for await (const part of stream) yield* split.next(part)
  yield* split.end()
}

/** The same for callbacks: `next` returns the lines that end in a chunk, `end` the rest. */
export function lineSplitter(mostBytes: number): {
  readonly next: (part: Uint8Array) => readonly string[]
  readonly end: () => readonly string[]
} {
  let kept: Buffer[] = []
  let bytes = 0
  let isCut = false
  let wasReturn = false // "\r\n" is one line end, also across two chunks
  const keep = (part: Buffer) => {
    const room = mostBytes - bytes
    if (part.length > room) isCut = true
    // A copy: a view would keep the whole chunk in memory.
    if (room > 0 && part.length > 0) kept.push(Buffer.from(part.subarray(0, room)))
    bytes += Math.min(part.length, room)
  }
  const taken = () => {
    const text = Buffer.concat(kept).toString()
    // A character that the limit splits is left out.
    const line = isCut ? `${text.replace(/\uFFFD$/, '')}${cutMark}` : text
    kept = []
    bytes = 0
    isCut = false
    return line
  }
  const next = (part: Uint8Array): readonly string[] => {
    const lines: string[] = []
    const chunk = Buffer.from(part.buffer, part.byteOffset, part.byteLength)
    let at = wasReturn && chunk[0] === newline ? 1 : 0
    if (chunk.length > 0) wasReturn = chunk[chunk.length - 1] === carriageReturn
    const ends = {
      [newline]: chunk.indexOf(newline, at),
      [carriageReturn]: chunk.indexOf(carriageReturn, at),
    }
    const nextOf = (end: number) => {
      if (ends[end]! >= 0 && ends[end]! < at) ends[end] = chunk.indexOf(end, at)
      return ends[end]! < 0 ? chunk.length : ends[end]!
    }
    for (;;) {
      const end = Math.min(nextOf(newline), nextOf(carriageReturn))
      if (end === chunk.length) break
      keep(chunk.subarray(at, end))
      lines.push(taken())
      at = end + (chunk[end] === carriageReturn && chunk[end + 1] === newline ? 2 : 1)
    }
    keep(chunk.subarray(at))
    return lines
  }
  return { next, end: () => (bytes > 0 || isCut ? [taken()] : []) }
}
