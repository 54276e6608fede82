/** Tables of environments, and of what is set for an application in one. */
import type { EnvironmentName } from './shapes.ts'

export type EnvironmentTables = {
  /** Which cluster an environment is on. */
  environment: { name: EnvironmentName; cluster: string }
  /** The replica count that was set for an application in an environment. */
  placement: { application: string; environment: EnvironmentName; replicas: number | null }
}
