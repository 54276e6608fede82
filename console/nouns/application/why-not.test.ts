import assert from 'node:assert/strict'
import { test } from 'node:test'
import { en, zh } from '../../words/words.ts'
import type { Application } from './queries.ts'
import { whyNot } from './why-not.ts'

const environment = (name: string, mayDo: string[]) => ({ name, mayDo })
const application = {
  name: 'shop',
  tenant: 'retail',
  mayDo: ['application.build'],
  environments: [environment('sit', ['application.deploy', 'run.cancel']), environment('prod', [])],
} as unknown as Application

test('what is allowed has no reason against it', () => {
  assert.equal(whyNot(en, application, 'application.build'), undefined)
  assert.equal(whyNot(en, application, 'application.deploy', 'sit'), undefined)
  assert.equal(whyNot(en, application, 'run.cancel', 'sit'), undefined)
  assert.equal(whyNot(en, application, 'run.cancel', null), undefined)
})
test('the reason names the tenant, the environment and the command that explains', () => {
  assert.equal(
    whyNot(en, application, 'application.deploy', 'prod'),
    'Your role in retail does not allow this in prod. Which role does, and who can grant it: opads access explain application.deploy --app shop --env prod',
  )
  const reason = whyNot(zh, application, 'application.delete')!
  assert.match(reason, /retail/)
  assert.match(reason, /opads access explain application\.delete --app shop$/)
})
