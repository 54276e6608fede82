/** The fake cloud behind HTTPS, with a certificate of its own authority; another authority stands beside it. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { certificates } from '@opads/world/certificates'
import { exec } from '@opads/world/exec'
import { type FakeCloud, fakeCloud } from './server.ts'
import { type State, stateOf } from './state.ts'

/** @param folder gets `main/ca.crt`, which signs for the cloud, and `other/ca.crt`, which does not */
export async function cloudOnHttps(folder: string): Promise<{ cloud: FakeCloud; state: State }> {
  const { authority, certificate } = certificates(exec)
  for (const name of ['main', 'other'])
    await authority({ folder: join(folder, name), title: `opads ${name}` })
  const own = { folder: join(folder, 'main'), title: 'opads main' }
  await certificate(own.folder, own, { name: 'gateway', names: ['DNS:*.main.localhost'] })
  const [key, cert] = await Promise.all(
    ['key', 'crt'].map((ending) => readFile(join(folder, `main/gateway.${ending}`), 'utf8')),
  )
  const state = stateOf('https://console.main.localhost:8443')
  return { cloud: await fakeCloud(state, { key: key!, cert: cert! }, 'main.localhost'), state }
}
