/** The sandbox container of every pod. Pure. */
import type { Definition } from '../definition.ts'

export const pause: Definition = {
  name: 'pause',
  version: '1',
  layers: [{ programs: { pause: { compile: 'images/sources/pause.c' } } }],
  config: { entrypoint: ['/pause'], user: '65535:65535' },
}
