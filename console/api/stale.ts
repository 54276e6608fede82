/** Which query keys a change invalidates. Pure. */

export type Change = {
  readonly topic: 'application' | 'run' | 'pods' | 'event'
  readonly application: string
  readonly run?: number | undefined
}
export type Key = readonly (string | number)[]

export function staleKeys({ topic, application, run }: Change): readonly Key[] {
  const whole: readonly Key[] = [['application', application], ['applications']]
  switch (topic) {
    case 'event':
      return [['events']]
    case 'pods':
      return [['pods', application], ...whole]
    case 'run':
      return [
        ['runs'],
        ['releases', application],
        ['deployments', application],
        ...whole,
        ...(run === undefined ? [] : [['run', run]]),
      ]
    case 'application':
      return [['config', application], ['releases', application], ['tenants'], ...whole]
  }
}

/** Each key once, in order of the first change. */
export const staleKeysOf = (changes: readonly Change[]): readonly Key[] => [
  ...new Map(changes.flatMap(staleKeys).map((key) => [key.join('/'), key])).values(),
]
