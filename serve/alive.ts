/**
 * Liveness of a process: each of its loops reports every turn. A loop that is silent for longer than its bound is stuck, and the kubelet
 * restarts the container. A loop must also turn while a service that it calls is down.
 */
export type Alive = ReturnType<typeof alive>

export function alive(now: () => number = () => performance.now()) {
  const loops = new Map<string, { turnedAt: number; readonly boundMs: number }>()
  return {
    /** Returns the function to call on each turn. @param boundMs longer than a turn takes when everything that it calls is slow */
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

/** The answer to the liveness probe. A process whose event loop is blocked does not answer at all. */
export function liveness({ stuck }: Pick<Alive, 'stuck'>): {
  readonly status: 200 | 503
  readonly text: string
} {
  const names = stuck()
  return names.length === 0
    ? { status: 200, text: 'alive\n' }
    : { status: 503, text: `stuck: ${names.join(', ')}\n` }
}

/** For ten minutes, until the process listens: a slow machine starts it slowly, and the other probes count only then. */
export const startupProbe = (port: number) => ({
  httpGet: { path: '/livez', port },
  periodSeconds: 1,
  timeoutSeconds: 5,
  failureThreshold: 600,
})

/** Every 10 s; `failureThreshold` failures in a row restart the container. */
export const livenessProbe = (port: number, failureThreshold: number) => ({
  httpGet: { path: '/livez', port },
  periodSeconds: 10,
  timeoutSeconds: 5,
  failureThreshold,
})

/** Every second; with 5 s to answer, so that a pod on a busy machine keeps its traffic. */
export const readinessProbe = (port: number) => ({
  httpGet: { path: '/healthz', port },
  periodSeconds: 1,
  timeoutSeconds: 5,
})
