import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { exec } from './exec.ts'
import { patienceIn, patienceVariable } from './patience.ts'
import { waitFor } from './wait.ts'

afterEach(() => void delete process.env[patienceVariable])

test('patience is a whole number from 1 to 20', () => {
  const said = [undefined, '', 'much', '0', '-3', '1', '2.6', '15', '400', 'Infinity']
  assert.deepEqual(said.map(patienceIn), [1, 1, 1, 1, 1, 1, 3, 15, 20, 20])
})
test('a wait lasts as many times its bound, and not longer', async () => {
  process.env[patienceVariable] = '5'
  let asked = 0
  const third = async () => performance.now() - started > 90 && ++asked > 0
  const started = performance.now()
  await waitFor('the third bound', third, { boundMs: 40, everyMs: 5 })
  assert.equal(asked, 1)
  await assert.rejects(
    waitFor('nothing', async () => false, { boundMs: 10, everyMs: 5 }),
    {
      code: 'wait.exceeded',
    },
  )
})
test('a program has as many times its time', async () => {
  const slow = ['sh', '-c', 'sleep 0.4'] as const
  await assert.rejects(exec(slow, { timeoutMs: 100 }), { code: 'command.timeout' })
  process.env[patienceVariable] = '20'
  await exec(slow, { timeoutMs: 100 })
})
