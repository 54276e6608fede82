import assert from 'node:assert/strict'
import { test } from 'node:test'
import { en, zh } from '../../words/words.ts'
import type { Application } from '../application/queries.ts'
import { whyNotDecide } from './why-not.ts'

const run = { id: 42, kind: 'deploy', by: 'ann' } as const
const application = (mayDo: readonly string[]) =>
  ({ name: 'shop', tenant: 'retail', mayDo, environments: [] }) as unknown as Application

test('another deployer may decide', () => {
  assert.equal(whyNotDecide(en, application(['run.decide']), run, 'mei'), undefined)
})
test('who began the run reads who may, in both languages', () => {
  assert.equal(
    whyNotDecide(en, application(['run.decide']), run, 'ann'),
    'ann began run 42, so another person must decide it. Ask another deployer: opads member list --tenant retail. To withdraw it: opads run cancel 42',
  )
  const said = whyNotDecide(zh, application(['run.decide']), run, 'ann')!
  assert.match(said, /^任务 42 由 ann 发起.*opads member list --tenant retail.*opads run cancel 42$/)
})
test('without the role that is the reason, also for who began it', () => {
  assert.match(
    whyNotDecide(en, application([]), run, 'ann')!,
    /^Your role in retail.*run\.decide --app shop$/,
  )
})
