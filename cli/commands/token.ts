/** `opads token`: passwords for programs that use the account which is signed in. */

import { closing, plain } from '@opads/command/closing'
import { text, whole, withDefault } from '@opads/command/field'
import { counted, type Page } from '@opads/command/page'
import { demandSure, sureOptions } from '@opads/command/sure'
import { type Column, table } from '@opads/command/table'
import { when } from '@opads/command/times'
import type { Token } from '../api-types.ts'
import { runNoun } from '../run-noun.ts'
import { type Noun, verb } from '../verb.ts'

const list = verb({
  name: 'list',
  say: 'Own tokens; what they are is not shown again',
  examples: ['token list'],
  run: async (_given, tools) => {
    const { api } = await tools.session()
    const found = await api('GET /api/v1/tokens')
    return {
      json: found,
      text: (page) =>
        found.items.length === 0
          ? 'No token yet. Make one: opads token create NAME\n'
          : table(columns(page), found.items, page),
    }
  },
})

const create = verb({
  name: 'create',
  say: 'Make a token; it is shown this once',
  isWrite: true,
  words: { name: text('NAME', 'what it is for') },
  options: { days: withDefault(whole('N', 'days that it is good for, 1 to 365', 1, 365), 90) },
  notes: ['Programs use it as OPADS_TOKEN, or as the password of git.'],
  examples: ['token create ci --days 30', 'token create ci --json'],
  run: async ({ name, days }, tools) => {
    const session = await tools.session()
    const made = await session.api('POST /api/v1/tokens', { body: { name, days } })
    return {
      json: made,
      text: (page) =>
        closing(
          page,
          `Token ${made.name} is good for ${counted(days, 'day')}; it is shown this once:`,
          [`OPADS_SERVER=${session.server} OPADS_TOKEN=… OPADS_CA=FILE opads app list`],
          `  ${made.token}\n`,
        ),
      would: () => `Would make the token ${made.name}, good for ${counted(days, 'day')}.`,
    }
  },
})

const remove = verb({
  name: 'delete',
  say: 'Take a token away; what uses it is refused from now on',
  words: { name: text('TOKEN', 'name of the token', 'token') },
  options: sureOptions,
  isWrite: true,
  examples: ['token delete robot --yes'],
  run: async ({ name, yes }, tools) => {
    const what = `the token ${name}; programs that use it are refused`
    demandSure(yes || tools.isDryRun, `opads token delete ${name}`, `the token ${name}`)
    const { api } = await tools.session()
    await api('DELETE /api/v1/tokens/:name', { params: { name } })
    return {
      json: { deleted: name },
      text: (page) => closing(page, `Token ${name} is gone.`, ['opads token list']),
      would: () => `Would delete ${what}.`,
    }
  },
})

const columns = (page: Page): readonly Column<Token>[] => [
  { title: 'Token', cell: ({ name }) => plain(name), isFlexible: true },
  { title: 'Made', cell: ({ createdAt }) => when(createdAt, page) },
  { title: 'Ends', cell: ({ expiresAt }) => when(expiresAt, page) },
  { title: 'Last used', cell: ({ lastUsedAt }) => when(lastUsedAt, page) },
]

export const noun: Noun = {
  name: 'token',
  say: 'Tokens: passwords of programs',
  isRemote: true,
  verbs: [list, create, remove],
}
export const run = runNoun(noun)
