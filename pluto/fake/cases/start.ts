/** How both clouds begin: three tenants, three people in them, an application, and the first administrator's session. */
import type { Call } from './play.ts'

export const words = {
  operator: 'opads_operator',
  services: { delivery: 'secret-of-delivery', other: 'secret-of-another-service' },
  firstPassword: 'first password of the cloud',
}

export async function start(call: Call) {
  const done = async (route: string, as: string | undefined, body: object) => {
    const answer = await call(route, { body, ...(as !== undefined && { as }) })
    if (!answer.ok) throw new Error(`${route}: ${answer.status} ${await answer.text()}`)
    return answer.status === 204 ? undefined : answer.json()
  }
  const { operator, services, firstPassword } = words
  const session = async (account: string, password: string) =>
    ((await done('POST /api/v1/sessions', undefined, { account, password })) as { token: string }).token
  const person = async (name: string, tenants: readonly string[]) => {
    const made = await done('POST /api/v1/users', operator, { name, tenants })
    const current = (made as { password: string }).password
    const token = await session(name, current)
    await done('PUT /api/v1/me/password', token, { current, password: `new password of ${name}` })
    return token
  }
  for (const name of ['ours', 'theirs', 'empty']) await done('POST /api/v1/tenants', operator, { name })
  const mine = await person('mine', ['ours', 'empty'])
  const viewer = await person('viewer', [])
  await done('POST /api/v1/tenants/ours/members', operator, { account: 'viewer', role: 'viewer' })
  const foreign = await person('foreign', ['theirs'])
  await done('POST /api/v1/applications', mine, { name: 'shop', tenant: 'ours' })
  const first = await session('admin', firstPassword)
  return { mine, viewer, foreign, first, operator, internal: services.delivery, other: services.other }
}
