import assert from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import { test } from 'node:test'
import { secretInput } from './secret-input.ts'

function terminal(isTTY: boolean) {
  const modes: boolean[] = []
  const input = Object.assign(new PassThrough(), { isTTY, setRawMode: (isRaw: boolean) => modes.push(isRaw) })
  let shown = ''
  const screen = { write: (text: string) => (shown += text) }
  const secrets = secretInput(
    input as unknown as NodeJS.ReadStream,
    screen as unknown as NodeJS.WriteStream,
    new AbortController().signal,
  )
  return { input, secrets, modes, shown: () => shown }
}

test('what is typed is not shown; a step back takes one letter, also a wide one', async () => {
  const { input, secrets, modes, shown } = terminal(true)
  const asked = secrets.ask('Password', '--password-stdin')
  for (const part of ['gehei', 'mx\x7f', '码\x7f', '1\r']) input.write(part)
  assert.equal(await asked, 'geheim1')
  assert.equal(shown(), 'Password: \n')
  assert.deepEqual(modes, [true, false])
})
test('without a terminal the way by standard input is named', async () => {
  const { input, secrets } = terminal(false)
  await assert.rejects(secrets.ask('Password', '--password-stdin'), {
    code: 'use.no-terminal',
    facts: { what: 'Password', option: '--password-stdin' },
  })
  input.end('one\ntwo\n')
  assert.deepEqual([await secrets.handedIn(), await secrets.handedIn()], ['one\ntwo\n', 'one\ntwo\n'])
})
