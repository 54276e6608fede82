import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clockOf } from './clock.ts'
import { fakePluto } from './pluto.ts'

test('refused sign-ins are recorded as in the real Pluto: by password, by token, ten per address, no unknown name', async () => {
  const firstPassword = 'first password of the cloud'
  const { fetch, store, stop } = await fakePluto({ firstPassword, clock: clockOf(0) })
  const signIn = (account: string) =>
    fetch(
      new Request('http://localhost/api/v1/sessions', {
        method: 'POST',
        body: JSON.stringify({ account, password: 'typed in vain' }),
      }),
    )
  const headers = { authorization: 'Bearer opads_wrong' }
  assert.equal((await signIn('admin')).status, 401)
  assert.equal((await signIn('typed in vain')).status, 401)
  assert.equal((await fetch(new Request('http://localhost/api/v1/me', { headers }))).status, 401)
  for (let count = 0; count < 9; count += 1) await signIn('admin')
  stop()
  const rows = store.rows.audit.map(({ account, act, outcome, code, facts }) =>
    [account, act, outcome, code, facts].join(' '),
  )
  const wrong = 'admin session.start refused account.wrong-password {}'
  assert.deepEqual(rows, [
    wrong,
    ' session.start refused account.wrong-password {"isUnknownAccount":true}',
    ' session.start refused account.unknown {}',
    ...Array(7).fill(wrong),
  ])
})
