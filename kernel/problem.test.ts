import assert from 'node:assert/strict'
import { test } from 'node:test'
import { messages } from './messages.ts'
import { fill, problems } from './problem.ts'

const factsOf = (sentence: string) => [...sentence.matchAll(/\{(\w+)/g)].map((match) => match[1]!)

test('both languages of a problem are written, and Chinese knows no fact that English does not have', () => {
  const faults = Object.entries(problems).flatMap(([code, { say, zh, next, nextZh }]) => {
    const pairs: readonly [string, string][] = [
      [say, zh],
      [next, nextZh],
    ]
    return pairs.flatMap(([english, chinese]) => {
      const isHandedOn = /^\{\w+\}$/.test(english) && english === chinese
      const unknown = factsOf(chinese).filter((fact) => !factsOf(english).includes(fact))
      return [
        ...(isHandedOn || /\p{Script=Han}/u.test(chinese) ? [] : [`${code}: not Chinese: ${chinese}`]),
        ...unknown.map((fact) => `${code}: {${fact}}`),
      ]
    })
  })
  assert.deepEqual(faults, [])
})

test('a number stands with its noun in the right form', () => {
  const { say, zh } = problems['input.invalid']
  const facts = (count: number) => ({
    source: 'the body',
    count,
    faults: ['it is not JSON', 'port: is short'],
  })
  assert.match(fill(say, facts(1)), /^the body has 1 fault: it is not JSON, /)
  assert.match(fill(say, facts(2)), /^the body has 2 faults: /)
  assert.match(fill(zh, facts(2), 'zh'), /有 2 处错误/)
  assert.equal(fill('{count|fault|faults}', {}), '{count|fault|faults}')
})
test('no sentence has a number before a noun in the plural alone', () => {
  const wrong = Object.entries({ ...messages, ...problems }).filter(([, { say }]) =>
    /\{(count|attempts)\} \w+s\b/.test(say),
  )
  assert.deepEqual(
    wrong.map(([code]) => code),
    [],
  )
})
