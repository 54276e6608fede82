/** The names of environments. Pure. */
import { Problem } from '@opads/kernel/problem'
import { type EnvironmentName, environmentNames } from './shapes.ts'

/** @throws Problem `environment.unknown` */
export function requireEnvironment(text: string): EnvironmentName {
  const name = environmentNames.find((one) => one === text)
  if (name === undefined)
    throw new Problem('environment.unknown', { environment: text, known: environmentNames.join(', ') })
  return name
}
