/** `opads app open` */
import { flag } from '@opads/command/field'
import { verb } from '../verb.ts'
import { environmentOf } from './environment.ts'
import { applicationWord, envOption } from './fields.ts'

export const open = verb({
  name: 'open',
  say: 'Print the address of an application',
  words: { application: applicationWord },
  options: { env: envOption, browser: flag('open it in the browser of this machine (xdg-open)') },
  examples: ['app open shop', 'app open shop --env uat --browser'],
  run: async ({ application, env, browser }, tools) => {
    const { api } = await tools.session()
    const { url } = await environmentOf(api, application, env)
    if (browser) await tools.exec(['xdg-open', url], { timeoutMs: 20_000 })
    return { json: { url }, text: () => `${url}\n` }
  },
})
