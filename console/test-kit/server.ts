/** Serves the built console and the fake Pluto at one address, as the real Pluto serves both. */
import { join } from 'node:path'
import { clockOf } from '@opads/pluto/fake/clock'
import { type FakePluto, fakePluto } from '@opads/pluto/fake/pluto'
import { addCompany, adminPassword } from '@opads/pluto/fake/seed/company'
import { serveFake } from '@opads/pluto/fake/serve'
import { staticFiles } from '@opads/serve/static'

const dist = join(import.meta.dirname, '../dist')

export type FakeServer = { readonly origin: string; readonly fake: FakePluto; readonly close: () => void }

/** @param port 0: any free one */
export async function startFake(port = 0): Promise<FakeServer> {
  const fake = await fakePluto({
    clock: clockOf(),
    firstPassword: adminPassword,
    otherwise: await staticFiles(dist),
  })
  addCompany(fake)
  fake.work()
  const served = await serveFake(fake, { port })
  return { origin: `http://127.0.0.1:${served.port}`, fake, close: served.close }
}
