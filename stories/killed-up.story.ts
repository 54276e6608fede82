/**
 * `up` is killed before, during and after its steps, and interrupted by Ctrl-C; each next run continues, and the result is that of an
 * uninterrupted run. A few points per test are chosen by OPADS_SEED; OPADS_ALL takes all, which takes an hour.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { allSteps } from '@opads/up/all-steps'
import { defaultParts } from '@opads/up/parts'
import { type Event, runningUp } from '@opads/up/test-machine/running-up'
import { readWords } from '@opads/up/words'
import { cloud } from './kit/cloud.ts'
import { allPoints, drawnPoints } from './kit/kill-points.ts'

const story = await cloud('story-killed', 18_444)
const steps = allSteps(readWords(['up']), defaultParts).map((step) => step.id)
const isAll = process.env.OPADS_ALL !== undefined
const seed = Number(process.env.OPADS_SEED ?? Math.floor(Math.random() * 1_000_000))
const points = isAll ? allPoints(steps) : drawnPoints(steps, 4, seed)
if (!isAll)
  console.log(
    `    seed ${seed}: ${points.map(({ step, how }) => `${step} ${how}`).join(', ')}; again: --seed ${seed}`,
  )

before(() => story.down())
after(() => story.down())

const began = (step: string) => (event: Event) => event.step === step // the first event of the step, also "nothing to do"
const working = (step: string) => (event: Event) => event.step === step && event.event === 'note'
const ended = (step: string) => (event: Event) =>
  event.step === step && ['done', 'unchanged'].includes(event.event)

/** Starts `up`, and kills it with its child processes at the first event for which `when` is true. */
async function killed(when: (event: Event) => boolean): Promise<void> {
  const run = runningUp(story.name, story.listen)
  assert.equal(await run.heard(when), true)
  run.kill()
  await run.ended
}

/** Starts `up` and sends Ctrl-C `times` times. */
async function stopped(when: (event: Event) => boolean, times: number): Promise<void> {
  const run = runningUp(story.name, story.listen)
  assert.equal(await run.heard(when), true)
  for (let time = 0; time < times; time += 1) run.signal('SIGINT')
  const { code, stderr } = await run.ended
  assert.equal(code, 130, stderr)
  assert.match(
    stderr,
    /"code":"up\.interrupted".*"next":"Nothing is half done: opads up --cloud story-killed/,
  )
  assert.deepEqual(await run.left(), [])
}

for (const { step, how } of points)
  test(`step "${step}": ${how}`, async () => {
    if (how === 'began') await killed(began(step))
    if (how === 'working') await killed((event) => working(step)(event) || ended(step)(event))
    if (how === 'ended') await killed(ended(step))
    if (how === 'ctrl-c') await stopped(began(step), 1)
  })

const onePart = steps.find((id) => id.startsWith('part-'))
for (const [index, step] of steps.entries())
  if (isAll && (step === onePart || !step.startsWith('part-')))
    test(`Ctrl-C at the step "${step}" of a whole cloud leaves no process and a cloud that answers`, async () => {
      await stopped(began(step), 1 + (index % 2))
      const { stdout } = await story.opads('status', '--cloud', story.name, '--json')
      assert.equal((JSON.parse(stdout) as { state: string }).state, 'healthy')
    })

test('the end is that of an unbroken run', async () => {
  assert.equal((await story.up()).code, 0)
  assert.match((await story.up()).stdout, /Nothing was changed/)
  const { stdout, code } = await story.opads('status', '--cloud', story.name, '--json')
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
