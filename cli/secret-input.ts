/** Passwords and secrets from the person: typed without echo, or read from standard input. Never from argv. */
import { text } from 'node:stream/consumers'
import { Problem } from '@opads/kernel/problem'

export type SecretInput = {
  /**
   * Typed on the terminal without echo.
   * @param option named in the problem without a terminal: "--password-stdin"
   * @throws Problem `use.no-terminal`
   */
  readonly ask: (what: string, option: string) => Promise<string>
  readonly isTerminal: boolean
  /** All of standard input, read once; later calls return the same. */
  readonly handedIn: () => Promise<string>
}

export function secretInput(
  input: NodeJS.ReadStream,
  screen: NodeJS.WriteStream,
  signal: AbortSignal,
): SecretInput {
  let all: Promise<string> | undefined
  return {
    isTerminal: input.isTTY === true,
    handedIn: () => {
      all ??= text(input)
      return all
    },
    ask: async (what, option) => {
      if (!input.isTTY) throw new Problem('use.no-terminal', { what, option })
      screen.write(`${what}: `)
      return typed(input, screen, signal)
    },
  }
}

/** Reads characters until the line ends. In raw mode Ctrl-C is a character too. */
function typed(input: NodeJS.ReadStream, screen: NodeJS.WriteStream, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    let line = ''
    const finish = (settle: () => void) => {
      input.off('data', onData)
      input.setRawMode(false)
      input.pause()
      screen.write('\n')
      settle()
    }
    const onData = (data: Buffer) => {
      for (const letter of data.toString('utf8')) {
        if (letter === '\r' || letter === '\n' || letter === '\x04') return finish(() => resolve(line))
        if (letter === '\x03') {
          process.emit('SIGINT', 'SIGINT')
          return finish(() => reject(signal.reason as Error))
        }
        if (letter === '\x7f' || letter === '\b') line = [...line].slice(0, -1).join('')
        else if (letter >= ' ') line += letter
      }
    }
    input.setRawMode(true)
    input.resume()
    input.on('data', onData)
  })
}
