/** Delivery's client of Pluto, typed by the contract. */

import { randomUUID } from 'node:crypto'
import { builtRef } from '@opads/kernel/branch'
import type { Fault } from '@opads/kernel/fault'
import type { Message } from '@opads/kernel/message'
import { Problem } from '@opads/kernel/problem'
import type { Secret } from '@opads/kernel/secret'
import type { contract } from '@opads/pluto/contract'
import { clientHeader } from '@opads/serve/address'
import { client, type ProblemAnswer, Refused } from '@opads/serve/client'
import type { Built } from './contract.ts'

/** Time limit of a renewal: a later one comes too late. Also of a reported push: its person waits, and it is reported again. */
const defaultAnswerMs = 5000

export type BuildRun = {
  readonly id: number
  readonly application: string
  readonly tenant: string
  readonly ref: string | null
  readonly commit: string | null
  readonly userNamespace: boolean
  /** An older Pluto does not know messages in logs. */
  readonly takesMessages?: boolean | undefined
}
/** `message`: a note of ours, whose English is in `text`. */
export type LogLine = { readonly step: string; readonly text: string; readonly message?: Message | undefined }
export type Ending = {
  readonly problem?: Fault
  readonly result?: Built
}
/** A leased run. Each call throws Problem `run.lost-lease` when another worker has the run, `run.over` when it ended or was cancelled. */
export type Lease = {
  readonly run: BuildRun
  readonly renew: () => Promise<void>
  readonly log: (lines: readonly LogLine[]) => Promise<void>
  readonly finish: (end: Ending) => Promise<void>
}
export type Pluto = ReturnType<typeof pluto>

/** @param secrets our own, and the one of earlier releases, which an older Pluto knows */
export function pluto(
  origin: string,
  secrets: readonly Secret[],
  host: string,
  answerMs: number = defaultAnswerMs,
) {
  const send = sendWith(secrets)
  const api = client<typeof contract>(origin, send)
  /** The same for a person: Pluto records and counts by this address. */
  const apiFor = (address: string) =>
    client<typeof contract>(origin, send, () => ({ [clientHeader]: address }))
  const leaseOf = (run: BuildRun, worker: string): Lease => {
    const params = { id: String(run.id) }
    const held = async (answer: Promise<unknown>) => {
      await answer.catch((failure: unknown) => {
        const code = failure instanceof Refused ? failure.problem.code : undefined
        if (code === 'run.lost-lease') throw new Problem(code, { run: run.id, worker })
        if (code === 'run.over') throw new Problem(code, { run: run.id })
        throw failure
      })
    }
    const log = (lines: readonly LogLine[], signal?: AbortSignal) =>
      held(
        api('POST /internal/runs/:id/log', {
          params,
          body: {
            worker,
            lines: lines.map(({ message, ...line }) => ({
              ...line,
              ...(run.takesMessages && message && { message }),
            })),
          },
          ...(signal && { signal }),
        }),
      )
    return {
      run,
      renew: () => log([], AbortSignal.timeout(answerMs)),
      log,
      finish: (end) =>
        held(
          api('POST /internal/runs/:id/finish', {
            params,
            body: { worker, ...end, ...(end.problem && { problem: { ...end.problem } }) },
          }),
        ),
    }
  }
  return {
    /** @param address the git client's. Resolves to `undefined` for a wrong name or password; rejects when the call fails. */
    authenticate: (account: string, password: string, address: string) =>
      apiFor(address)('POST /internal/authenticate', { body: { account, password } }).catch(
        (failure: unknown) => {
          if (failure instanceof Refused && isAboutAccount(failure.problem.code)) return undefined
          throw failure
        },
      ),
    /** Repository → when its application was created. */
    repositories: async (): Promise<ReadonlyMap<string, string>> =>
      new Map(
        (await api('GET /internal/repositories')).items.map((one) => [
          `${one.tenant}/${one.name}`,
          one.createdAt,
        ]),
      ),
    /** @param address the git client's */
    push: (
      push: { repository: string; commit: string; count: number; title: string; by: string },
      address: string,
    ) =>
      apiFor(address)('POST /internal/pushes', {
        body: { ref: builtRef, ...push },
        signal: AbortSignal.timeout(answerMs),
      }),
    /** Waits a few seconds for a run. One worker name per lease: stalled work must not take its successor's lease for its own. */
    lease: async (): Promise<Lease | undefined> => {
      const worker = `${host}/${randomUUID()}`
      const { run } = await api('POST /internal/leases', { body: { kind: 'build', worker } })
      return run ? leaseOf(run, worker) : undefined
    },
  }
}

/** Others are faults of ours, such as a refused secret: the person must not read that the password is wrong. */
const isAboutAccount = (code: string) => code.startsWith('account.') || code === 'input.invalid'

/** Tries each secret until one is known: to a caller with an unknown one, Pluto has no internal routes. */
const sendWith =
  (secrets: readonly Secret[]) =>
  async (url: string, init: RequestInit): Promise<Response> => {
    const [secret, ...others] = secrets
    const headers = { ...init.headers, authorization: `Bearer ${secret?.reveal()}` }
    const response = await fetch(url, { ...init, headers })
    const isUnknown =
      response.status === 404 && others.length > 0 && (await codeOf(response)) === 'route.unknown'
    return isUnknown ? sendWith(others)(url, init) : response
  }
const codeOf = async (response: Response) =>
  (
    (await response
      .clone()
      .json()
      .catch(() => ({}))) as Partial<ProblemAnswer>
  ).code
