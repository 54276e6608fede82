/** A file that is read while it is written: a layer is sent while it is compressed, and can be read again from any offset. */
import { type FileHandle, open } from 'node:fs/promises'

const chunkBytes = 256 * 1024

export type GrowingFile = {
  readonly append: (chunk: Buffer) => Promise<void>
  /** Ends the file; with a failure, every reader fails with it. */
  readonly end: (failure?: unknown) => void
  /** Bytes from `start` on, as they come, until the end. */
  readonly read: (start: number) => AsyncGenerator<Buffer>
  readonly close: () => Promise<void>
}

export async function growingFile(path: string): Promise<GrowingFile> {
  const file = await open(path, 'w+', 0o644)
  let size = 0
  let ended: { failure: unknown } | undefined
  let grown = Promise.withResolvers<void>()
  const wake = () => {
    grown.resolve()
    grown = Promise.withResolvers()
  }
  return {
    append: async (chunk) => {
      await writeAll(file, chunk, size)
      size += chunk.length
      wake()
    },
    end: (failure) => {
      ended = { failure }
      wake()
    },
    close: () => file.close(),
    read: async function* (start) {
      for (let at = start; ; ) {
        if (at < size) {
          const chunk = Buffer.allocUnsafe(Math.min(chunkBytes, size - at))
          const { bytesRead } = await file.read(chunk, 0, chunk.length, at)
          at += bytesRead
          yield chunk.subarray(0, bytesRead)
        } else if (ended?.failure) throw ended.failure
        else if (ended) return
        else await grown.promise
      }
    },
  }
}

async function writeAll(file: FileHandle, chunk: Buffer, position: number): Promise<void> {
  for (let at = 0; at < chunk.length; ) {
    const { bytesWritten } = await file.write(chunk, at, chunk.length - at, position + at)
    at += bytesWritten
  }
}
