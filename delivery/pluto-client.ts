/** What delivery asks Pluto and tells it. */
import { Problem } from '@opads/kernel/problem'
import type { Secret } from '@opads/kernel/secret'
import { request } from 'undici'

export type BuildRun = {
  readonly id: number
  readonly application: string
  readonly tenant: string
  readonly input: { readonly ref: string; readonly commit: string }
  readonly attempts: number
}
export type LogLine = { readonly step: string; readonly text: string }
export type Ending = {
  readonly problem?: { code: string; sentence: string; next: string }
  readonly result?: unknown
}
export type Pluto = ReturnType<typeof pluto>

export function pluto(origin: string, token: Secret, worker: string) {
  const call = async <T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> => {
    const { statusCode, body: answer } = await request(`${origin}${path}`, {
      method,
      headers: { authorization: `Bearer ${token.reveal()}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (statusCode >= 300) {
      const code = text.startsWith('{') ? (JSON.parse(text) as { code?: string }).code : undefined
      if (code === 'run.lost-lease') throw new Problem('run.lost-lease', { run: path, worker })
      if (code === 'account.wrong-password') throw new Problem('account.wrong-password')
      throw new Problem('kube.refused', {
        what: `${method} ${path} of Pluto`,
        status: statusCode,
        said: text.slice(0, 300),
      })
    }
    return (text === '' ? undefined : JSON.parse(text)) as T
  }
  return {
    authenticate: (account: string, password: string) =>
      call<{ account: string; isAdmin: boolean; tenants: string[] }>('POST', '/internal/authenticate', {
        account,
        password,
      }),
    repositories: async () =>
      (await call<{ items: { name: string; tenant: string }[] }>('GET', '/internal/repositories')).items.map(
        (one) => `${one.tenant}/${one.name}`,
      ),
    push: (repository: string, commit: string, by: string) =>
      call<{ run: number }>('POST', '/internal/pushes', { repository, ref: 'refs/heads/main', commit, by }),
    lease: async () =>
      (await call<{ run: BuildRun | null }>('POST', '/internal/leases', { kind: 'build', worker })).run,
    /** Renews the lease, with or without lines. */
    log: (run: number, lines: readonly LogLine[]) =>
      call('POST', `/internal/runs/${run}/log`, { worker, lines }),
    finish: (run: number, end: Ending) => call('POST', `/internal/runs/${run}/finish`, { worker, ...end }),
  }
}
