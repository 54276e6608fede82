/** Types of Pluto's responses, taken from its contract, so that a change there is a type error here. */
import type { contract } from '@opads/pluto/contract'
import type { AnswerOf } from '@opads/serve/contract'

type Routes = typeof contract
export type Answer<Route extends keyof Routes> = AnswerOf<Routes[Route]>

export type Application = Answer<'GET /api/v1/applications/:name'>
export type Environment = Application['environments'][number]
export type EnvironmentName = Environment['name']
export type Pod = Answer<'GET /api/v1/applications/:name/pods'>['items'][number]
export type Release = Answer<'GET /api/v1/applications/:name/releases'>['items'][number]
export type Deployment = Answer<'GET /api/v1/applications/:name/deployments'>['items'][number]
export type Variable =
  Answer<'GET /api/v1/applications/:name/environments/:environment/config'>['items'][number]
export type Run = Answer<'GET /api/v1/runs/:id'>
export type Event = Answer<'GET /api/v1/events'>['items'][number]
export type User = Answer<'GET /api/v1/users'>['items'][number]
export type Tenant = Answer<'GET /api/v1/tenants'>['items'][number]
export type Token = Answer<'GET /api/v1/tokens'>['items'][number]
export type Cluster = Answer<'GET /api/v1/clusters'>['items'][number]

export const environmentNames = ['sit', 'uat', 'prod'] as const satisfies readonly EnvironmentName[]
export const runStates = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const
export const runKinds = ['build', 'deploy'] as const
