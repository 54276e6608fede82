/** Builds `console/dist`, as for the image. Half a second. */
import { join } from 'node:path'
import { build } from 'vite'

export const buildConsole = (): Promise<unknown> =>
  build({ configFile: join(import.meta.dirname, '../vite.config.ts'), logLevel: 'error' })
