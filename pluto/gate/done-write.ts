/** `Idempotency-Key`: what is kept of a write that was done, so that the same call gets the same answer again. Pure. */
import { createHmac } from 'node:crypto'
import { Problem } from '@opads/kernel/problem'
import { Reply } from '@opads/serve/route'
import { decrypt, encrypt } from '../variable/encrypt.ts'

export type Key = { readonly account: string; readonly key: string }
export type DoneWrite = { readonly request: string; readonly answer: string | null }
/** Where they are kept; all within the transaction of the write. */
export type DoneWrites<Store> = {
  /** Whether no other call with this key is in progress; holds it until the transaction ends. */
  readonly begin: (store: Store, key: Key) => Promise<boolean>
  readonly find: (store: Store, key: Key) => Promise<DoneWrite | undefined>
  readonly keep: (store: Store, key: Key, write: DoneWrite) => Promise<void>
}

/** One call with its key. */
export type Once<Store> = {
  /** @throws Problem `write.key-in-flight`, `write.key-reused`, `write.answer-not-kept` */
  readonly answeredBefore: (store: Store) => Promise<Reply<unknown> | undefined>
  readonly keep: (store: Store, answer: unknown) => Promise<void>
}

export function onceOf<Store>(
  writes: DoneWrites<Store>,
  key: Key,
  request: string,
  cloudKey: Buffer,
): Once<Store> {
  return {
    answeredBefore: async (store) => {
      if (!(await writes.begin(store, key))) throw new Problem('write.key-in-flight')
      const done = await writes.find(store, key)
      return done && answeredAgain(done, request, key, cloudKey)
    },
    keep: (store, answer) =>
      writes.keep(store, key, { request, answer: encryptedAnswer(answer, key, cloudKey) }),
  }
}

/** Of one kept answer. */
const mostAnswerBytes = 65_536

type Called = {
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
  readonly ifMatch: string | null
}
/** Keyed, as a body may have a password in it. */
export const requestOf = (route: string, { params, query, body, ifMatch }: Called, key: Buffer): string =>
  createHmac('sha256', key)
    .update(JSON.stringify([route, params, query, body ?? null, ifMatch]))
    .digest('base64url')

/** Encrypted with the key of the cloud: it may show a secret that is stored nowhere else. */
function encryptedAnswer(answer: unknown, { account, key }: Key, cloudKey: Buffer): string | null {
  const { answer: content, headers } = answer instanceof Reply ? answer : new Reply(answer, {})
  const text = JSON.stringify({ content, headers })
  return Buffer.byteLength(text) > mostAnswerBytes ? null : encrypt(text, cloudKey, placeOf(account, key))
}

/** @throws Problem `write.key-reused`, `write.answer-not-kept` */
function answeredAgain(
  { request, answer }: DoneWrite,
  asked: string,
  { account, key }: Key,
  cloudKey: Buffer,
): Reply<unknown> {
  if (request !== asked) throw new Problem('write.key-reused')
  if (answer === null) throw new Problem('write.answer-not-kept')
  const { content, headers } = JSON.parse(decrypt(answer, cloudKey, placeOf(account, key))) as {
    content?: unknown
    headers: Record<string, string>
  }
  return new Reply(content, { ...headers, 'idempotency-replayed': 'true' })
}

const placeOf = (account: string, key: string) => `done-write ${account} ${key}`
