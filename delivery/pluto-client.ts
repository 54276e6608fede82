/** Delivery's client of Pluto, typed by the contract. */
import { randomUUID } from 'node:crypto'
import type { Fault } from '@opads/kernel/fault'
import type { Message } from '@opads/kernel/message'
import { Problem } from '@opads/kernel/problem'
import type { Secret } from '@opads/kernel/secret'
import type { contract } from '@opads/pluto/contract'
import { client, Refused } from '@opads/serve/client'

/** Time limit of a renewal: a later one comes too late. */
const answerMs = 5000

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
  readonly result?: unknown
}
/** A leased run. Each call throws Problem `run.lost-lease` when another worker has the run, `run.over` when it ended or was cancelled. */
export type Lease = {
  readonly run: BuildRun
  readonly renew: () => Promise<void>
  readonly log: (lines: readonly LogLine[]) => Promise<void>
  readonly finish: (end: Ending) => Promise<void>
}
export type Pluto = ReturnType<typeof pluto>

export function pluto(origin: string, token: Secret, host: string) {
  const api = client<typeof contract>(origin, fetch, () => ({ authorization: `Bearer ${token.reveal()}` }))
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
      api('POST /internal/authenticate', { body: { account, password, address } }).catch(
        (failure: unknown) => {
          if (failure instanceof Refused && failure.problem.status < 500) return undefined
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
    push: (push: { repository: string; commit: string; count: number; title: string; by: string }) =>
      api('POST /internal/pushes', { body: { ref: 'refs/heads/main', ...push } }),
    /** Waits a few seconds for a run. One worker name per lease: stalled work must not take its successor's lease for its own. */
    lease: async (): Promise<Lease | undefined> => {
      const worker = `${host}/${randomUUID()}`
      const { run } = await api('POST /internal/leases', { body: { kind: 'build', worker } })
      return run ? leaseOf(run, worker) : undefined
    },
  }
}
