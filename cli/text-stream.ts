/** Writes a log to standard output as it arrives: unchanged, or with `--json` one object per line. */
import type { Tools } from './tools.ts'

export async function writeText(
  chunks: AsyncIterable<string>,
  { write, isJson }: Pick<Tools, 'write' | 'isJson'>,
): Promise<number> {
  let rest = ''
  for await (const chunk of chunks) {
    if (!isJson) {
      write(chunk)
      rest = chunk === '' ? rest : chunk.slice(-1)
      continue
    }
    const lines = (rest + chunk).split('\n')
    rest = lines.pop()!
    for (const line of lines) write(`${JSON.stringify({ line })}\n`)
  }
  if (isJson && rest !== '') write(`${JSON.stringify({ line: rest })}\n`)
  if (!isJson && rest !== '' && rest !== '\n') write('\n')
  return 0
}
