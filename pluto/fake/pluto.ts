/**
 * A Pluto in memory, for tests of the command line and of the console and for `npm run dev`. The server, the gate, the input checks
 * and the views are the real ones; only rows, pods and workers are made here. `same-answers.component.test.ts` compares it with the real Pluto.
 */
import { randomBytes } from 'node:crypto'
import { Secret } from '@opads/kernel/secret'
import { application } from '@opads/serve/server'
import type { Place } from '../application/address.ts'
import { contract } from '../contract.ts'
import { authenticate } from '../gate/authenticate.ts'
import type { PlutoHandlers } from '../tools.ts'
import { accountsOf } from './account.ts'
import { recordRefusedService } from './audit.ts'
import { type Clock, clockOf } from './clock.ts'
import { clusterOf } from './cluster.ts'
import { controlOf } from './control.ts'
import { fakeRoutes } from './routes.ts'
import { addCloud } from './seed/cloud.ts'
import { storeOf } from './store.ts'
import { workOnRuns } from './worker.ts'

export type FakePluto = Awaited<ReturnType<typeof fakePluto>>
type FakeOptions = {
  readonly clock?: Clock
  readonly place?: Place
  /** Token of the platform's own account. */
  readonly operator?: string
  /** Secrets of services by their names. */
  readonly services?: Readonly<Record<string, string>>
  /** Of the account `admin`. */
  readonly firstPassword: string
  /** Answers paths that no route has, such as the console's files. */
  readonly otherwise?: (request: Request) => Response | undefined
  /** Replaces handlers: how the comparing suite plants differences. */
  readonly replace?: (handlers: PlutoHandlers) => PlutoHandlers
}

const anything = () => randomBytes(24).toString('hex')

/** Begins as a fresh cloud does; `seed/` adds more. Runs stay queued until `work` is called. */
export async function fakePluto({
  clock = clockOf(),
  place = { domain: 'main.localhost', port: 443 },
  operator = anything(),
  services = {},
  firstPassword,
  otherwise,
  replace = (handlers) => handlers,
}: FakeOptions) {
  const store = storeOf(clock, randomBytes(32))
  const cluster = clusterOf(clock)
  const control = controlOf(clock)
  const accounts = accountsOf(store)
  const ending = new AbortController()
  const { signal } = ending
  await addCloud(store, { firstPassword, operator })
  const tools = { store, cluster, live: cluster.live, accounts, place, signal }
  const app = application({
    contract,
    handlers: control.wrap(replace(fakeRoutes(tools))),
    authenticate: authenticate(
      accounts,
      Object.entries(services).map(([service, secret]) => ({ service, secret: new Secret(secret) })),
    ),
    onRefusedService: recordRefusedService(store),
    ...(otherwise && { otherwise }),
  })
  const gateway = (request: Request, env?: object): Response | Promise<Response> =>
    control.isAway() ? new Response('No pod of pluto is ready.\n', { status: 503 }) : app.fetch(request, env)
  return {
    ...tools,
    control,
    fetch: gateway,
    work: () => workOnRuns({ ...tools, control }),
    stop: () => ending.abort(),
  }
}
