import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pushReport } from './push-report.ts'

const ref = 'refs/heads/main'
const packet = (text: string) => `${(Buffer.byteLength(text) + 4).toString(16).padStart(4, '0')}${text}`
const report = (...lines: readonly string[]) => `${lines.map((line) => packet(`${line}\n`)).join('')}0000`
const band = (number: number, text: string) => packet(String.fromCharCode(number) + text)
const isTaken = (...chunks: readonly string[]) => {
  const read = pushReport(ref)
  for (const chunk of chunks) read.read(Buffer.from(chunk))
  return read.isTaken()
}

test('a push of a ref is known by its line of the report, wherever bytes and packets break', () => {
  const all = report('unpack ok', 'ok refs/heads/first', `ok ${ref}`, 'ok refs/heads/last')
  for (let at = 0; at <= all.length; at += 1) {
    const said = `${band(1, all.slice(0, at))}${band(2, 'Hello\n')}${band(1, all.slice(at))}0000`
    assert.equal(isTaken(said), true)
    assert.equal(isTaken(said.slice(0, at), said.slice(at)), true)
  }
})
test('another ref, a refusal, what a hook prints and what is no report are no push of it', () => {
  const line = report(`ok ${ref}`)
  for (const said of [
    `${band(1, report('unpack ok', `ok ${ref}2`, `ok ${ref}\u00a0`, `ng ${ref} stale`))}0000`,
    `${band(2, line)}${band(1, report('unpack ok'))}0000`,
    `${band(1, `none${line}`)}0000`,
    line,
    '',
  ])
    assert.equal(isTaken(said), false, said)
})
