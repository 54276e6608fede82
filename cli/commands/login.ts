/** `opads login`: signs in to a cloud of this machine, or of another by its address and CA. */

import { closing } from '@opads/command/closing'
import { flag, optional, type Reading, shaped, text, type ValuesOf } from '@opads/command/field'
import { Problem } from '@opads/kernel/problem'
import { cloudNameOf, type KnownCloud, withCloud } from '../clouds.ts'
import { caOf, cloudAnywhere, machineCloud, machineServer } from '../machine-cloud.ts'
import { askNewPassword } from '../new-password.ts'
import { readText } from '../read-text.ts'
import { runNoun } from '../run-noun.ts'
import type { Session } from '../session.ts'
import type { Tools } from '../tools.ts'
import { type Noun, verb } from '../verb.ts'

export function readServer(given: string): Reading<string> {
  const url = URL.parse(given)
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '')
    return { fault: `takes an address such as https://console.main.localhost:8443, not "${given}"` }
  return { value: url.origin }
}

const options = {
  cloud: optional(text('NAME', 'a cloud of this machine, or one that was signed in to before', 'cloud')),
  server: optional(shaped<string>(text('URL', 'address of the console of a cloud elsewhere'), readServer)),
  ca: optional(text('FILE', "the cloud's CA (opads ca show --pem there)", 'file')),
  account: optional(text('NAME', 'else the one of the last sign-in, or admin')),
  first: flag('with the first password of this machine, for root'),
  passwordStdin: flag('the password is the first line of standard input'),
  newPasswordStdin: flag('a new password, in the place of the first, is the next line'),
}
type Given = ValuesOf<typeof options>

const login = verb({
  name: '',
  say: 'Sign in to a cloud',
  options,
  notes: [
    'A first password has to be changed: a new one is asked for at once.',
    'What is kept is in ~/.config/opads/clouds.json, for your eyes only: address, CA, session. OPADS_SERVER, OPADS_TOKEN and OPADS_CA in the environment come before it.',
  ],
  examples: [
    'login',
    'login --cloud main --first',
    'login --server https://console.main.example.com:8443 --ca ca.crt --account ann',
  ],
  run: async (given, tools) => {
    const known = await tools.clouds.read()
    const named = given.cloud ?? (given.server && cloudNameOf(given.server))
    const name = await cloudAnywhere(tools, named)
    const { server, ca } = await reach(name, given, known.clouds[name], tools)
    const account = given.account ?? known.clouds[name]?.account ?? 'admin'
    const visit = await tools.visit(name, { server, ca })
    const password = await passwordOf(name, account, given, tools)
    const session = await visit.api('POST /api/v1/sessions', { body: { account, password } })
    const token = session.mustChange
      ? await changePassword({ account, password, token: session.token, given }, visit, { server, ca }, tools)
      : session.token
    await tools.clouds.write(withCloud(await tools.clouds.read(), name, { server, ca, account, token }))
    const { isAdmin, tenants } = session
    return {
      json: { cloud: name, server, account, isAdmin, tenants },
      text: (page) =>
        closing(
          page,
          `Signed in to ${name} as ${account}${isAdmin ? ', an administrator' : ''}${session.mustChange ? '; the new password holds' : ''}.`,
          ['opads app list', 'opads run list', 'opads logout'],
        ),
    }
  },
})

/** Address and CA of a cloud: from the words, the environment, this machine's folder, or the last sign-in. */
async function reach(
  name: string,
  given: Given,
  before: KnownCloud | undefined,
  { around, stateRoot }: Tools,
): Promise<{ server: string; ca: string }> {
  const environment = await around()
  const server =
    given.server ?? environment.server ?? before?.server ?? (await machineServer(stateRoot, name))
  if (given.ca !== undefined)
    return {
      server,
      ca: await readText(given.ca, 'Name the file of the CA: opads ca show --pem prints it there.'),
    }
  if (environment.ca !== undefined) return { server, ca: environment.ca }
  if (server === before?.server) return { server, ca: await caOf(stateRoot, name, before.ca) }
  if (!new URL(server).hostname.endsWith('.localhost')) throw new Problem('cloud.no-trust', { server })
  return { server, ca: await caOf(stateRoot, name, undefined) }
}

async function passwordOf(
  name: string,
  account: string,
  given: Given,
  { secrets, stateRoot }: Tools,
): Promise<string> {
  if (given.first)
    return (
      await readText(
        machineCloud(stateRoot, name).firstPasswordFile,
        'Root may read it on the machine of the cloud.',
      )
    ).trim()
  if (given.passwordStdin) return lineOf(await secrets.handedIn(), 0, '--password-stdin')
  return secrets.ask(`Password of ${account} at ${name}`, 'opads login --password-stdin')
}

type Change = { account: string; password: string; token: string; given: Given }

/** Changes the first password, ends the session that allowed only that, and signs in again. */
async function changePassword(
  { account, password: current, token, given }: Change,
  visit: Session,
  cloud: { server: string; ca: string },
  tools: Tools,
): Promise<string> {
  const password = await newPassword(account, current, given, tools)
  const { api } = await tools.visit(visit.cloud, { ...cloud, token })
  await api('PUT /api/v1/me/password', { body: { current, password } })
  await api('DELETE /api/v1/sessions').catch(() => {}) // the change itself may have ended it
  return (await visit.api('POST /api/v1/sessions', { body: { account, password } })).token
}

async function newPassword(
  account: string,
  current: string,
  given: Given,
  { secrets }: Tools,
): Promise<string> {
  if (given.newPasswordStdin)
    return lineOf(await secrets.handedIn(), given.passwordStdin ? 1 : 0, '--new-password-stdin')
  if (!secrets.isTerminal) throw new Problem('login.must-change', { account })
  return askNewPassword(account, current, secrets)
}

function lineOf(text: string, index: number, option: string): string {
  const line = text.split(/\r?\n/)[index] ?? ''
  if (line === '')
    throw new Problem('use.invalid', {
      sentence: `${option}: line ${index + 1} of standard input is empty`,
      usage: `opads login ${option} < FILE`,
    })
  return line
}

export const noun: Noun = { name: 'login', say: 'Sign in to a cloud', isRemote: false, verbs: [login] }
export const run = runNoun(noun)
