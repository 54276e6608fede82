import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { type Claim, claim } from './claim.ts'

const free = `test-${process.pid}`
const isMine = (answer: Awaited<ReturnType<typeof claim>>): answer is Claim => 'release' in answer

/** Another process that has the claim and keeps it. */
async function holder(name: string): Promise<ChildProcess> {
  const program = `import { claim } from '${new URL('./claim.ts', import.meta.url).href}'
    await claim('${name}')
    setInterval(() => {}, 1000)
    process.stdout.write('held')`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout!, 'data')
  return child
}

test('a second claim names who has it, in this process and from another', async () => {
  const first = await claim(free)
  assert.ok(isMine(first))
  assert.deepEqual(await claim(free), { holder: process.pid })
  first.release()
  const child = await holder(free)
  try {
    assert.deepEqual(await claim(free), { holder: child.pid })
  } finally {
    child.kill('SIGKILL')
  }
})
test('a claim goes with its process, however it ends', async () => {
  const child = await holder(`${free}-killed`)
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
  const next = await claim(`${free}-killed`)
  assert.ok(isMine(next))
  next.release()
})
test('two names do not meet', async () => {
  const answers = await Promise.all([claim(`${free}-a`), claim(`${free}-b`)])
  assert.ok(answers.every(isMine))
  for (const answer of answers) if (isMine(answer)) answer.release()
})
test('of many that claim at once one gets it', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => claim(`${free}-many`)))
  assert.equal(answers.filter(isMine).length, 1)
  for (const answer of answers)
    if (isMine(answer)) answer.release()
    else assert.equal(answer.holder, process.pid)
})
