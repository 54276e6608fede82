/**
 * Whether a process works: its loops say each time that they turn. One that is silent for longer than its bound is stuck, and the
 * kubelet starts the process again. That something outside is away is no reason: a loop turns then too.
 */
export type Alive = ReturnType<typeof alive>

export function alive(now: () => number = () => performance.now()) {
  const loops = new Map<string, { turnedAt: number; readonly boundMs: number }>()
  return {
    /** Answers what the loop calls at each of its turns. @param boundMs longer than a turn takes when all that it asks is slow */
    loop: (name: string, boundMs: number): (() => void) => {
      const loop = { turnedAt: now(), boundMs }
      loops.set(name, loop)
      return () => {
        loop.turnedAt = now()
      }
    },
    /** Names of loops that are stuck. */
    stuck: (): readonly string[] =>
      [...loops].filter(([, { turnedAt, boundMs }]) => now() - turnedAt > boundMs).map(([name]) => name),
  }
}

/** What the kubelet is answered: status and text. A process whose event loop is stuck does not answer at all. */
export function liveness({ stuck }: Pick<Alive, 'stuck'>): {
  readonly status: 200 | 503
  readonly text: string
} {
  const names = stuck()
  return names.length === 0
    ? { status: 200, text: 'alive\n' }
    : { status: 503, text: `stuck: ${names.join(', ')}\n` }
}

/** Asked every 10 s; so many failures in a row, and the container is started again. */
export const livenessProbe = (port: number, failureThreshold: number) => ({
  httpGet: { path: '/livez', port },
  periodSeconds: 10,
  timeoutSeconds: 5,
  failureThreshold,
})

/** Asked every second. Who is only slow, as on a machine with much to do, keeps his requests. */
export const readinessProbe = (port: number) => ({
  httpGet: { path: '/healthz', port },
  periodSeconds: 1,
  timeoutSeconds: 5,
})
