import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextLines, nextWithCloud, withCloud } from './closing.ts'

const page = { width: 80, hasColour: false, now: 0, isUtc: false }

test('a command to run next is for the cloud that was named', () => {
  assert.equal(nextLines({ ...page, cloud: 'dev' }, ['opads user list']), '  opads user list --cloud dev\n')
  assert.equal(nextLines(page, ['opads user list']), '  opads user list\n')
  assert.equal(withCloud('opads ca show --pem > ca.crt', 'dev'), 'opads ca show --pem --cloud dev > ca.crt')
  assert.equal(withCloud('opads kubectl get pods', 'dev'), 'opads kubectl --cloud dev get pods')
  assert.equal(withCloud('opads lab ssh m1 -- id', 'dev'), 'opads lab ssh m1 --cloud dev -- id')
})
test('a command that names a cloud, or talks to none, stays as it is', () => {
  for (const command of ['opads login --cloud main', 'opads lab list', 'curl https://x'])
    assert.equal(withCloud(command, 'dev'), command)
})
test('the commands in what a problem says to do next name it too', () => {
  assert.equal(
    nextWithCloud('Correct it and push again; the log: opads run logs 4. The version before runs on.', 'dev'),
    'Correct it and push again; the log: opads run logs 4 --cloud dev. The version before runs on.',
  )
  assert.equal(nextWithCloud('Sign in: opads login', 'dev'), 'Sign in: opads login --cloud dev')
})
