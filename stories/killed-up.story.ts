/** `up` is killed before, during and after each of its steps, and goes on each time; the end is that of an unbroken run. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { after, before, test } from 'node:test'
import { phases } from '@opads/up/phases'
import { readWords } from '@opads/up/words'
import { cloud } from './kit/cloud.ts'

const story = cloud('story-killed', 18_444)
const opads = new URL('../opads', import.meta.url).pathname
const steps = phases(readWords(['up'])).map((step) => step.id)
type Event = { readonly event: string; readonly step?: string }

before(() => story.down())
after(() => story.down())

/** Starts `up` and kills it with all that hangs on it when `when` is true of an event. Answers whether it was killed. */
function upKilled(signal: 'SIGKILL' | 'SIGINT', when: (event: Event) => boolean): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(opads, ['up', '--name', story.name, '--listen', '127.0.0.1:18444', '--json'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let isKilled = false
    createInterface({ input: child.stdout }).on('line', (line) => {
      const event = JSON.parse(line) as Event
      if (isKilled || !when(event)) return
      isKilled = true
      child.kill(signal)
    })
    child.on('error', reject)
    child.on('close', () => resolve(isKilled))
  })
}

for (const step of steps) {
  test(`killed around the step "${step}"`, async () => {
    const began = (event: Event) => event.step === step // the first that is heard of it, also "nothing to do"
    const working = (event: Event) => event.step === step && event.event === 'note'
    const ended = (event: Event) => event.step === step && ['done', 'unchanged'].includes(event.event)
    assert.equal(await upKilled('SIGKILL', began), true)
    assert.equal(await upKilled('SIGKILL', (event) => working(event) || ended(event)), true)
    assert.equal(await upKilled('SIGKILL', ended), true)
  })
}

test('Ctrl-C in the middle leaves a cloud that answers', async () => {
  assert.equal(await upKilled('SIGINT', (event) => event.step === 'cluster'), true)
  const { stdout } = await story.opads('status', '--name', story.name, '--json')
  assert.ok(stdout.length > 0)
})

test('the end is that of an unbroken run', async () => {
  assert.equal((await story.up()).code, 0)
  assert.match((await story.up()).stdout, /Nothing was changed/)
  const { stdout, code } = await story.opads('status', '--name', story.name, '--json')
  assert.equal(code, 0)
  assert.equal((JSON.parse(stdout) as { state: string }).state, 'healthy')
  const web = await story.web()
  assert.equal(await (await web.send(story.url('hello-sit'))).text(), 'Hello from Opads, version 1\n')
  await web.close()
  const api = await story.api()
  const { items } = await api('GET /api/v1/runs')
  assert.deepEqual(
    items.map((run) => [run.kind, run.state]),
    [
      ['deploy', 'succeeded'],
      ['build', 'succeeded'],
    ],
  )
})
