/** `opads app config` and `opads app secret`: variables of an environment. A secret can be set and never be read. */

import { plain } from '@opads/command/closing'
import { many, type Reading, shaped, text } from '@opads/command/field'
import { counted, type Page } from '@opads/command/page'
import { type Column, table } from '@opads/command/table'
import { when } from '@opads/command/times'
import { Problem } from '@opads/kernel/problem'
import type { Api, EnvironmentName, Variable } from '../api-types.ts'
import { verb, type Would } from '../verb.ts'
import { applicationWord, envOption, waitOption } from './fields.ts'
import { started } from './started.ts'

type Pair = { readonly name: string; readonly value: string }
const nameForm = /^[A-Z_][A-Z0-9_]*$/i

export function readPair(given: string): Reading<Pair> {
  const at = given.indexOf('=')
  if (at === -1) return { fault: `takes NAME=VALUE, not "${given}"` }
  const name = given.slice(0, at)
  if (!nameForm.test(name)) return { fault: `takes a name of letters, digits and _, not "${name}"` }
  return { value: { name, value: given.slice(at + 1) } }
}
const readName = (given: string): Reading<string> =>
  nameForm.test(given) ? { value: given } : { fault: `takes a name of letters, digits and _, not "${given}"` }

const nameWord = (say: string) => shaped<string>(text('NAME', say), readName)
const changeOptions = { env: envOption, wait: waitOption }
const redeploys = 'What runs is deployed anew with it, pod after pod.'

export const configList = verb({
  name: 'config list',
  say: 'Variables of an environment; values of secrets are not shown',
  words: { application: applicationWord },
  options: { env: envOption },
  examples: ['app config list shop --env prod'],
  run: async ({ application, env }, tools) => {
    const { api } = await tools.session()
    const found = await variablesOf(api, application, env)
    return {
      json: { items: found },
      text: (page) =>
        variableTable(
          found,
          page,
          `${application} has no variables in ${env}. Set one: opads app config set ${application} NAME=VALUE --env ${env}\n`,
        ),
    }
  },
})

export const configSet = verb({
  name: 'config set',
  say: 'Set variables of an environment',
  isWrite: true,
  words: {
    application: applicationWord,
    pairs: many(shaped<Pair>(text('NAME=VALUE', 'what to set'), readPair)),
  },
  options: changeOptions,
  notes: [redeploys],
  examples: ['app config set shop LOG=debug SIZE=3 --env sit'],
  run: async ({ application, pairs, env, wait }, tools) => {
    const session = await tools.session()
    const values = Object.fromEntries(pairs.map(({ name, value }) => [name, value]))
    const { run } = await session.api('PUT /api/v1/applications/:name/environments/:environment/config', {
      params: { name: application, environment: env },
      body: { values },
    })
    const would = async () => difference(await variablesOf(session.api, application, env), values)
    const names = Object.keys(values)
    return changed({ run, application, wait, names, env, how: 'set', would }, session, tools)
  },
})

export const secretSet = verb({
  name: 'secret set',
  say: 'Set a secret, typed or from standard input; it is never shown again',
  isWrite: true,
  words: { application: applicationWord, name: nameWord('name of the secret') },
  options: changeOptions,
  notes: [
    'On a terminal the value is asked for and not shown; else it is all of standard input, without the last line break.',
    redeploys,
  ],
  examples: ['app secret set shop DATABASE_URL --env prod', 'app secret set shop KEY < key.pem'],
  run: async ({ application, name, env, wait }, tools) => {
    const session = await tools.session()
    await variablesOf(session.api, application, env) // fails before anything is typed
    const value = tools.secrets.isTerminal
      ? await tools.secrets.ask(`Value of ${name}`, '< FILE')
      : (await tools.secrets.handedIn()).replace(/\r?\n$/, '')
    if (value === '')
      throw new Problem('use.invalid', {
        sentence: 'the value on standard input is empty',
        usage: `opads app secret set ${application} ${name} < FILE`,
      })
    const { run } = await session.api('PUT /api/v1/applications/:name/environments/:environment/secrets', {
      params: { name: application, environment: env },
      body: { values: { [name]: value } },
    })
    const would = () => `Would set the secret ${name} of ${application} in ${env}.`
    return changed({ run, application, wait, names: [name], env, how: 'set', would }, session, tools)
  },
})

export const secretList = verb({
  name: 'secret list',
  say: 'Names of secrets, and who set them when',
  words: { application: applicationWord },
  options: { env: envOption },
  examples: ['app secret list shop'],
  run: async ({ application, env }, tools) => {
    const { api } = await tools.session()
    const found = (await variablesOf(api, application, env)).filter(({ isSecret }) => isSecret)
    return {
      json: { items: found },
      text: (page) =>
        variableTable(
          found,
          page,
          `${application} has no secrets in ${env}. Set one: opads app secret set ${application} NAME --env ${env}\n`,
        ),
    }
  },
})

export const configUnset = unset('config')
export const secretUnset = unset('secret')

function unset(kind: 'config' | 'secret') {
  const noun = kind === 'config' ? 'variable' : 'secret'
  return verb({
    name: `${kind} unset`,
    say: `Take ${noun}s away`,
    isWrite: true,
    words: { application: applicationWord, names: many(nameWord(`which ${noun}s`)) },
    options: changeOptions,
    notes: [redeploys],
    examples: [kind === 'config' ? 'app config unset shop LOG --env sit' : 'app secret unset shop OLD_KEY'],
    run: async ({ application, names, env, wait }, tools) => {
      const session = await tools.session()
      const known = (await variablesOf(session.api, application, env)).filter(
        ({ isSecret }) => isSecret === (kind === 'secret'),
      )
      const missing = names.filter((name) => !known.some((one) => one.name === name))
      if (missing.length > 0)
        throw new Problem('variable.unknown', {
          application,
          environment: env,
          kind: noun,
          names: missing.join(', '),
        })
      const values = Object.fromEntries(names.map((name) => [name, null]))
      const params = { name: application, environment: env }
      const { run } =
        kind === 'config'
          ? await session.api('PUT /api/v1/applications/:name/environments/:environment/config', {
              params,
              body: { values },
            })
          : await session.api('PUT /api/v1/applications/:name/environments/:environment/secrets', {
              params,
              body: { values },
            })
      const would = () => difference(known, values)
      return changed({ run, application, wait, names, env, how: 'unset', would }, session, tools)
    },
  })
}

type Change = {
  run: number | null
  application: string
  wait: boolean
  names: readonly string[]
  env: string
  how: string
  would: () => Would | Promise<Would>
}

function changed(
  { run, application, wait, names, env, how, would }: Change,
  ...outside: [Parameters<typeof started>[1], Parameters<typeof started>[2]]
) {
  const what = `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} ${how}`
  return started(
    {
      run,
      application,
      wait,
      does: `deploys ${application} to ${env} anew: ${what}`,
      kept: `${what} in ${env} of ${application}; it holds from the first deployment on.`,
      would,
    },
    ...outside,
  )
}

async function variablesOf(
  api: Api,
  name: string,
  environment: EnvironmentName,
): Promise<readonly Variable[]> {
  const { items } = await api('GET /api/v1/applications/:name/environments/:environment/config', {
    params: { name, environment },
  })
  return items
}

function difference(known: readonly Variable[], values: Readonly<Record<string, string | null>>) {
  const lines = Object.entries(values).map(([name, value]) => {
    const before = known.find((one) => one.name === name)
    const was = before === undefined ? 'not set' : before.isSecret ? '(secret)' : JSON.stringify(before.value)
    const now = value === null ? 'unset' : JSON.stringify(value)
    return was === now ? `  ${name} stays ${now}` : `  ${name}: ${was} → ${now}`
  })
  return { sentence: `${counted(lines.length, 'variable')}:\n${lines.join('\n')}`, json: { values } }
}

function variableTable(found: readonly Variable[], page: Page, none: string): string {
  return found.length === 0 ? none : table(variableColumns(page), found, page)
}
const variableColumns = (page: Page): readonly Column<Variable>[] => [
  { title: 'Name', cell: ({ name }) => name },
  {
    title: 'Value',
    cell: ({ isSecret, value }) => (isSecret ? '(secret)' : plain(value ?? '')),
    isFlexible: true,
  },
  { title: 'By', cell: ({ changedBy }) => changedBy, isSpare: true },
  { title: 'Changed', cell: ({ changedAt }) => when(changedAt, page), isSpare: true },
]
