/** The names of environments, and an application's key, namespace and host in one. Pure. */
import { Problem } from '@opads/kernel/problem'
import { type EnvironmentName, environmentNames } from './shapes.ts'

/** @throws Problem `environment.unknown` */
export function requireEnvironment(text: string): EnvironmentName {
  const name = environmentNames.find((one) => one === text)
  if (name === undefined)
    throw new Problem('environment.unknown', { environment: text, known: environmentNames.join(', ') })
  return name
}

export const environmentOf = (text: string | undefined): EnvironmentName =>
  environmentNames.find((one) => one === text) ?? 'sit'

/** Whether only deployers and admins may act there; so far this is fixed, not set per application. */
export const isRestricted = (environment: EnvironmentName): boolean => environment === 'prod'

export const namespaceOf = (tenant: string, environment: string): string => `${tenant}-${environment}`
export const hostOf = ({
  application,
  environment,
  domain,
}: {
  readonly application: string
  readonly environment: string
  /** `main.localhost` */
  readonly domain: string
}): string => `${application}-${environment}.${domain}`

/** Under which rows of an application in an environment are found. */
export const placeKey = ({
  application,
  environment,
}: {
  readonly application: string
  readonly environment: string | null
}): string => `${application}/${environment}`
