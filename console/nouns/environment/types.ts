/** Stages of an application. */
import type { Application } from '../application/queries.ts'

export type Environment = Application['environments'][number]
export type EnvironmentName = Environment['name']
export const environmentNames = ['sit', 'uat', 'prod'] as const satisfies readonly EnvironmentName[]
