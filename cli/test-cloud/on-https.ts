/** A fake Pluto behind HTTPS, with a certificate of its own authority; another authority stands beside it. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { clockOf } from '@opads/pluto/fake/clock'
import { type FakePluto, fakePluto } from '@opads/pluto/fake/pluto'
import { serveFake } from '@opads/pluto/fake/serve'
import { certificates } from '@opads/world/certificates'
import { exec } from '@opads/world/exec'
import { addShop, breakSome } from './seed.ts'

export const firstPassword = 'first-password-0'
export type CloudOnHttps = { readonly fake: FakePluto; readonly origin: string; readonly close: () => void }

/** @param folder gets `main/ca.crt`, which signs for the cloud, and `other/ca.crt`, which does not */
export async function cloudOnHttps(folder: string): Promise<CloudOnHttps> {
  const { authority, certificate } = certificates(exec)
  for (const name of ['main', 'other'])
    await authority({ folder: join(folder, name), title: `opads ${name}` })
  const own = { folder: join(folder, 'main'), title: 'opads main' }
  await certificate(own.folder, own, { name: 'gateway', names: ['DNS:*.main.localhost'] })
  const [key, cert] = await Promise.all(
    ['key', 'crt'].map((ending) => readFile(join(folder, `main/gateway.${ending}`), 'utf8')),
  )
  const fake = await fakePluto({ firstPassword, clock: clockOf(0.05) })
  addShop(fake)
  breakSome(fake)
  fake.work()
  const { port, close } = await serveFake(fake, { tls: { key: key!, cert: cert! } })
  return { fake, origin: `https://console.main.localhost:${port}`, close }
}
