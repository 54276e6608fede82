/** `opads access`: why one may, or may not. */
import { plain } from '@opads/command/closing'
import { optional, text, whole } from '@opads/command/field'
import { render } from '@opads/kernel/problem'
import { runNoun } from '../run-noun.ts'
import { type Noun, verb } from '../verb.ts'

const explain = verb({
  name: 'explain',
  say: 'Whether you may do an act, which role it needs, and who can grant it',
  words: { act: text('ACT', 'such as application.deploy; an unknown one is answered with the list') },
  options: {
    app: optional(text('NAME', 'the application that it is done on', 'application')),
    env: optional(text('NAME', 'sit, uat or prod')),
    tenant: optional(text('NAME', 'the tenant, where no application is named', 'tenant')),
    run: optional(whole('NUMBER', 'the run that it is done on', 1, 999_999_999)),
  },
  examples: ['access explain application.deploy --app shop --env prod'],
  run: async ({ act, app, env, tenant, run: on }, tools) => {
    const { api } = await tools.session()
    const query = { act, application: app, environment: env, tenant, run: on }
    const found = await api('GET /api/v1/access/explain', { query })
    const { allowed, needed, held, grantors, rule = null } = found
    const place = [found.tenant, found.application, found.environment].filter(Boolean).join('/')
    const grants = grantors.length > 0 ? `  These can grant it: ${grantors.join(', ')}\n` : ''
    const isOfRule = rule !== null && !allowed && grantors.length === 0
    const why = isOfRule ? plain(render(rule)) : `it needs ${needed}, you have ${held}`
    const also = rule && !isOfRule ? `  Beside the role: ${plain(render(rule))}.\n` : ''
    return {
      json: found,
      text: () =>
        `  ${act} at ${place || 'the cloud'} is ${allowed ? '' : 'not '}allowed: ${why}.\n${also}${allowed ? '' : grants}`,
    }
  },
})

export const noun: Noun = {
  name: 'access',
  say: 'Who may do what',
  isRemote: true,
  verbs: [explain],
}
export const run = runNoun(noun)
