/** Stages of an application. */
import type { Application } from '../application/queries.ts'

export type Environment = Application['environments'][number]
export type EnvironmentName = Environment['name']
export { environmentNames } from '@opads/pluto/environment/shown'
