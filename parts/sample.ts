/** The first application, from `samples/hello`. What was pushed is the owner's: a cloud without this part keeps an application that is there. Pure. */
import type { Part } from './part.ts'

export const samplePart: Part = {
  name: 'sample',
  title: 'Sample application from git',
  needs: ['gateway', 'pluto', 'delivery'],
  install: { by: 'push' },
  optional: 'included',
}
