/** An application in an environment. */
import type { Caller } from '@opads/serve/route'
import { ownedApplication } from '../application/rows.ts'
import type { Database } from '../store/database.ts'
import { requireEnvironment } from './names.ts'
import type { EnvironmentName } from './shapes.ts'

export type Place = { readonly application: string; readonly environment: EnvironmentName }
type Params = { readonly name: string; readonly environment: string }
/** A call of a route with an application and environment in its path. */
export type PlaceCall = { readonly caller: Caller; readonly params: Params }

/** @throws Problem `application.unknown`, also for what another tenant owns; `environment.unknown` */
export const placeOf = async (database: Database, { caller, params }: PlaceCall): Promise<Place> => ({
  application: (await ownedApplication(database, params.name, caller)).name,
  environment: requireEnvironment(params.environment),
})
