import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fill, problems } from '@opads/kernel/problem'
import { inChinese as zh } from './in-chinese.ts'
import { ours } from './sentences.ts'

const top = join(import.meta.dirname, '../..')
const speakers = globSync('{pluto/**/*,delivery/**/*,serve/*,images/package-main,console/api/*}.ts', {
  cwd: top,
}).filter((path) => !/test|node_modules/.test(path))
const sourceOf = (path: string) => readFileSync(join(top, path), 'utf8')

test('an event, a state and a line of a log are said in Chinese', () => {
  assert.equal(zh('Release 3 was built from c2ab91e0'), '由 c2ab91e0 构建出版本 3')
  assert.equal(
    zh('mei pushed 9f31c07a to main: Release 3 runs in sit'),
    'mei 推送 9f31c07a 到 main：Release 3 runs in sit',
  )
  assert.equal(
    zh('mei takes sit back to release 3 as it ran: GREETING, pods 2 → 3'),
    'mei 让 sit 回到版本 3 当时的样子：GREETING，实例数 2 → 3',
  )
  assert.equal(zh('5 of 8 pods new and ready'), '5/8 个新实例就绪')
  assert.equal(zh('nothing of ours'), 'nothing of ours')
})
test('a problem takes the sentence inside it along', () => {
  const facts = { release: 4, application: 'shop', reason: 'pod shop-1 crashed: exit 3' }
  assert.equal(
    zh(fill(problems['deploy.not-ready'].say, facts)),
    'shop 的版本 4 未就绪：实例 shop-1 崩溃：退出码 3',
  )
  const faults = {
    source: 'opads.yml',
    count: 2,
    faults:
      'port, line 3: ports below 1024 need privileges; run: Invalid input: expected array, received string',
  }
  assert.equal(
    zh(fill(problems['input.invalid'].say, faults)),
    'opads.yml 有 2 处错误：port, line 3：1024 以下的端口需要特权；run：应为 array，实际是 string',
  )
})
test('the last words of a program stay as they are', () => {
  const text = fill(problems['build.failed'].say, { step: 'npm ci', exitCode: 1, lastLines: 'a\nb {c}' })
  assert.equal(zh(text), '步骤“npm ci”以代码 1 结束：a\nb {c}')
})
test('a term of Kubernetes stays, with what it means', () => {
  assert.equal(
    zh('ImagePullBackOff: no such host'),
    'ImagePullBackOff（拉取镜像失败，稍后再试）：no such host',
  )
  assert.equal(
    zh(
      "0/2 nodes are available: 1 Insufficient memory, 1 node(s) didn't match Pod's node affinity/selector. no new claims to deallocate, preemption: 0/2 nodes are available.",
    ),
    '2 个节点都不可用：1 个 memory 不足，1 个不符合节点选择',
  )
})

test('every problem and its next step are read back whole', () => {
  for (const [code, { say, zh: chinese, next, nextZh }] of Object.entries(problems)) {
    for (const [english, wanted] of [
      [say, chinese],
      [next, nextZh],
    ] as const) {
      const facts = Object.fromEntries(
        [...english.matchAll(/\{(\w+)\}/g)].map(([, name], at) => [name, `x${at}`]),
      )
      if (/^(\{\w+\}|Use: .*)$/.test(english)) continue
      assert.equal(zh(fill(english, facts)), fill(wanted, facts), code)
    }
  }
})

test('our programs say each of these sentences', () => {
  const source = speakers.map(sourceOf).join('\n')
  const gone = Object.keys(ours).filter((english) =>
    english.split(/\{\w+\}/).some((piece) => !source.includes(piece.trim().replace(/:$/, ''))),
  )
  assert.deepEqual(gone, [])
})

test('each sentence with facts that they say has a Chinese one', () => {
  const internal =
    /console\.|throw new Error|^ *(\*|\/\/)|sql`|cause|`(create|http|https|Bearer|report of|waiting for|database:|application\/)/
  const missing = speakers
    .filter((path) => !/schema|contract|shapes|openapi|server\.ts|main\.ts/.test(path))
    .flatMap((path) => sourceOf(path).split('\n'))
    .filter((line) => !internal.test(line))
    .flatMap((line) =>
      [...line.matchAll(/`([^`]*\$\{[^`]*)`/g)].map((match) => match[1]!.replaceAll('\\n', '')),
    )
    .map((template) => template.replace(/\$\{(?:[^{}]|\{[^}]*\})*\}/g, 'x1'))
    .filter((text) => /[a-z]{2,} [a-z]{2,}/.test(text.replaceAll('x1', '')))
    .filter((text) => [text, `x1 ${text}`].every((one) => !/\p{Script=Han}/u.test(zh(one)))) // `x1 …`: a template inside another
  assert.deepEqual(missing, [])
})
