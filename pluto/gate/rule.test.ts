import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decided, type OwnedRun } from '../run/end.ts'
import { ruleOf } from './rule.ts'

const run = (created_by: string) =>
  ({
    id: 42,
    kind: 'deploy',
    application: 'shop',
    tenant: 'payments',
    environment: 'prod',
    state: 'waiting',
    release: 7,
    created_by,
  }) as OwnedRun
/** The refusal of the decision itself, as a message. */
const refusal = (of: OwnedRun, by: string) => {
  try {
    decided(of, by, { approve: true }, 8)
    return undefined
  } catch (failure) {
    const { code, facts } = failure as { code: string; facts: object }
    return { code, facts }
  }
}

test('who decides about a run is told what the decision asks for beside the role', () => {
  for (const begunBy of ['ann', 'service:delivery']) {
    const rule = ruleOf('run.decide', 'ann', run(begunBy))
    assert.equal(rule?.allows, false)
    assert.deepEqual(rule?.message, refusal(run(begunBy), 'ann'))
  }
  const fourEyes = { message: { code: 'access.four-eyes', facts: {} }, allows: true }
  assert.deepEqual(ruleOf('run.decide', 'mei', run('ann')), fourEyes)
  assert.equal(refusal(run('ann'), 'mei'), undefined)
  assert.deepEqual(ruleOf('run.decide', 'mei'), fourEyes)
})
test('a run that does not wait is decided by nobody', () => {
  const over = { ...run('ann'), state: 'succeeded' } as const
  const rule = ruleOf('run.decide', 'mei', over)
  assert.deepEqual([rule?.allows, rule?.message], [false, refusal(over, 'mei')])
})
test('for other acts the role is all', () => {
  assert.equal(ruleOf('run.cancel', 'ann', run('ann')), null)
  assert.equal(ruleOf('application.deploy', 'ann'), null)
})
