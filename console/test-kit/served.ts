/** The built console on the fake API and a browser, for the tests of one file. */
import { after, before } from 'node:test'
import type { Browser } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { buildConsole } from './build.ts'
import { type FakeServer, startFake } from './server.ts'

/** There from the first test on, until the last has ended. */
export function servedConsole(): { readonly server: FakeServer; readonly browser: Browser } {
  const made = {} as { server: FakeServer; browser: Browser }
  before(async () => {
    await buildConsole()
    made.server = await startFake()
    made.browser = await openBrowser()
  })
  after(async () => {
    await made.browser?.close()
    made.server?.close()
  })
  return made
}
