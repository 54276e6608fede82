/** The kinds of runs that bring a release to an environment, in their order: a gate stands before the deploy. Pure. */
import type { EnvironmentName } from '../../environment/shapes.ts'
import type { RunKind } from './kinds.ts'

export const ways: Readonly<Record<EnvironmentName, readonly [RunKind, ...RunKind[]]>> = {
  sit: ['deploy'],
  uat: ['deploy'],
  prod: ['deploy'],
}

/** With what everything begins that brings a release there: a build that succeeded, and a person who asks for a deploy. */
export const firstRunTo = (environment: EnvironmentName): RunKind => ways[environment][0]
