/** Types of Pluto's contract; importing them loads no code. */
import type { contract } from '@opads/pluto/contract'
import type { Client } from '@opads/serve/client'
import type { AnswerOf } from '@opads/serve/contract'

export type PlutoContract = typeof contract
export type Api = Client<PlutoContract>

type Answers<Route extends keyof PlutoContract> = AnswerOf<PlutoContract[Route]>
export type Application = Answers<'GET /api/v1/applications/:name'>
export type Environment = Application['environments'][number]
export type EnvironmentName = Environment['name']
export type Pod = Answers<'GET /api/v1/applications/:name/pods'>['items'][number]
export type Release = Answers<'GET /api/v1/applications/:name/releases'>['items'][number]
export type Variable =
  Answers<'GET /api/v1/applications/:name/environments/:environment/config'>['items'][number]
export type Run = Answers<'GET /api/v1/runs/:id'>
export type Restores = Answers<'POST /api/v1/applications/:name/deployments'>['restores']
export type User = Answers<'GET /api/v1/users'>['items'][number]
export type Tenant = Answers<'GET /api/v1/tenants'>['items'][number]
export type Member = Answers<'GET /api/v1/tenants/:name/members'>['items'][number]
export type Token = Answers<'GET /api/v1/tokens'>['items'][number]
export type AuditRow = Answers<'GET /api/v1/audit'>['items'][number]
export type AuditVerification = Answers<'GET /api/v1/audit/verify'>
