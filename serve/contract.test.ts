/** Types of contracts: each error that is expected must be one, or the check of types fails. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { admit } from './admit.ts'
import type { Contract } from './contract.ts'

const body = z.object({ name: z.string() })
type Ours = Contract<'shop.open', 'shop'>

test('a write without an act does not compile, but for those of nobody and of processes', () => {
  const good = {
    'GET /shops': { policy: 'account', summary: 'A list needs no act' },
    'POST /shops': { policy: 'account', act: 'shop.open', target: 'shop', summary: 'A write has one' },
    'POST /sessions': { policy: 'public', summary: 'Nobody signed in yet' },
    'POST /internal/shops': { policy: 'internal', callers: ['delivery'], summary: 'A process' },
    'PUT /sessions': { policy: 'public', summary: 'A body has an example', body, example: { name: 'mei' } },
  } as const satisfies Ours
  const bad: Ours = {
    // @ts-expect-error: no act
    'POST /shops': { policy: 'account', summary: 'Open a shop' },
    // @ts-expect-error: no act, and the password may still have to be changed
    'DELETE /sessions': { policy: 'first', summary: 'Sign out' },
    // @ts-expect-error: not in the table of acts
    'PUT /shops': { policy: 'account', act: 'shop.burn', target: 'shop', summary: 'Burn a shop' },
    // @ts-expect-error: names no service that may call it
    'POST /internal/shops': { policy: 'internal', summary: 'A process' },
    // @ts-expect-error: there is no such service
    'PUT /internal/shops': { policy: 'internal', callers: ['bakery'], summary: 'A process' },
    // @ts-expect-error: a body without an example of a right one
    'PUT /sessions': { policy: 'public', summary: 'Sign in', body },
    // @ts-expect-error: an act on nothing
    'DELETE /shops': { policy: 'account', act: 'shop.open', summary: 'Close a shop' },
  }
  for (const endpoint of [...Object.values(good), ...Object.values(bad)].filter(
    (one) => one.policy !== 'public',
  ))
    assert.throws(() => admit(endpoint, undefined))
})
