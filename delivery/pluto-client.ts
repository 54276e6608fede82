/** What delivery asks Pluto and tells it, by the contract. */
import { Problem } from '@opads/kernel/problem'
import type { Secret } from '@opads/kernel/secret'
import type { contract } from '@opads/pluto/contract'
import { client, Refused } from '@opads/serve/client'

export type BuildRun = {
  readonly id: number
  readonly application: string
  readonly tenant: string
  readonly ref: string | null
  readonly commit: string | null
  readonly userNamespace: boolean
}
export type LogLine = { readonly step: string; readonly text: string }
export type Ending = {
  readonly problem?: { code: string; sentence: string; next: string }
  readonly result?: unknown
}
export type Pluto = ReturnType<typeof pluto>

export function pluto(origin: string, token: Secret, worker: string) {
  const api = client<typeof contract>(origin, fetch, () => ({ authorization: `Bearer ${token.reveal()}` }))
  const params = (run: number) => ({ params: { id: String(run) } })
  /** @throws Problem `run.lost-lease` when the run is another's now, or was cancelled */
  const held = <T>(run: number, answer: Promise<T>): Promise<T> =>
    answer.catch((failure: unknown) => {
      const isLost = failure instanceof Refused && failure.problem.code === 'run.lost-lease'
      throw isLost ? new Problem('run.lost-lease', { run, worker }) : failure
    })
  return {
    /** @param address where the client speaks from. `undefined`: wrong name or password. A failure to ask is thrown. */
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
    /** Waits a few seconds for one. */
    lease: async () => (await api('POST /internal/leases', { body: { kind: 'build', worker } })).run,
    /** Renews the lease, with or without lines. */
    log: (run: number, lines: readonly LogLine[]) =>
      held(run, api('POST /internal/runs/:id/log', { ...params(run), body: { worker, lines: [...lines] } })),
    finish: (run: number, end: Ending) =>
      held(run, api('POST /internal/runs/:id/finish', { ...params(run), body: { worker, ...end } })),
  }
}
