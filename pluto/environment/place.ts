/** An application in an environment. */
import type { EnvironmentName } from './shapes.ts'

export type Place = { readonly application: string; readonly environment: EnvironmentName }
