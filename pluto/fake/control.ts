/** How a test makes the fake misbehave: fail the next call, stall, slow down, cut connections, be away; and what it was called with. */
import type { Fault } from '@opads/kernel/fault'
import type { Problem } from '@opads/kernel/problem'
import type { PlutoHandlers } from '../tools.ts'
import type { Clock } from './clock.ts'
import type { Row } from './store.ts'

type Route = keyof PlutoHandlers
export type Control = ReturnType<typeof controlOf>

export function controlOf(clock: Clock) {
  const failures = new Map<string, Problem[]>()
  const stalls = new Map<string, Promise<void>>()
  const slow = new Map<string, number>()
  const lost = new Set<string>()
  const calls = new Map<string, number>()
  const cutters = new Set<() => void>()
  let away = { calls: 0, after: undefined as Route | undefined }
  let faultOf: (run: Row<'run'>) => Fault | undefined = () => undefined
  let held = Promise.resolve()
  const before = async (route: string) => {
    calls.set(route, (calls.get(route) ?? 0) + 1)
    await stalls.get(route)
    await clock.pause(slow.get(route) ?? 0)
    const failure = failures.get(route)?.shift()
    if (failure) throw failure
  }
  return {
    /** The next calls of the route are refused. */
    failNext: (route: Route, ...problems: readonly Problem[]) => void failures.set(route, [...problems]),
    /** Calls of the route get no answer until the returned function is called. */
    stall: (route: Route): (() => void) => {
      const { promise, resolve } = Promise.withResolvers<void>()
      stalls.set(route, promise)
      return () => {
        stalls.delete(route)
        resolve()
      }
    },
    /** The next call of the route is done, and then the connection breaks before it is answered. */
    loseAnswer: (route: Route): void => void lost.add(route),
    /** Each call of the route takes so much longer; 0: as before. */
    slowDown: (route: Route, ms: number) => void slow.set(route, ms),
    /** Breaks every open connection, streams too. */
    cut: () => cutters.forEach((cutter) => void cutter()),
    /** The next calls get the gateway's answer that no Pluto runs. @param after begins after the next call of this route */
    away: (count: number, after?: Route): void => {
      away = { calls: count, after }
    },
    /** How the worker's runs end: with a fault, or well. */
    endRuns: (how: typeof faultOf): void => {
      faultOf = how
    },
    /** Queued runs stay queued until the returned function is called. */
    holdRuns: (): (() => void) => {
      const { promise, resolve } = Promise.withResolvers<void>()
      held = promise
      return resolve
    },
    /** How often the route was called. */
    calls: (route: Route): number => calls.get(route) ?? 0,

    onCut: (cutter: () => void) => void cutters.add(cutter),
    faultOf: (run: Row<'run'>) => faultOf(run),
    held: () => held,
    isAway: (): boolean => {
      if (away.calls === 0 || away.after !== undefined) return false
      away.calls -= 1
      return true
    },
    /** The handlers, obeying this control. */
    wrap: (handlers: PlutoHandlers): PlutoHandlers =>
      Object.fromEntries(
        Object.entries(handlers).map(([route, handle]) => [
          route,
          async (call: never) => {
            await before(route)
            const answer = await handle(call)
            if (away.after === route) away.after = undefined
            if (lost.delete(route)) for (const cutter of cutters) cutter()
            return answer
          },
        ]),
      ) as PlutoHandlers,
  }
}
