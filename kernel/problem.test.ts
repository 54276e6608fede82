import assert from 'node:assert/strict'
import { test } from 'node:test'
import { problems } from './problem.ts'

const factsOf = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!)

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
