/** `--dry-run` of every verb that writes through the API: it says what would change, and the cloud stays as it was. */
// Shares nothing: a cloud in memory on a free port, settings in a temporary folder.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { optionsOf } from '@opads/command/verb'
import { Problem } from '@opads/kernel/problem'
import { adding } from '@opads/pluto/fake/seed/add'
import { commands } from './commands.ts'
import { nounOf } from './nouns.ts'
import { type CommandLine, commandLine } from './test-cloud/command-line.ts'
import { firstPassword } from './test-cloud/on-https.ts'
import type { Verb } from './verb.ts'

let { folder, cloud, expect, json, signIn, close } = {} as CommandLine
before(async () => {
  ;({ folder, cloud, expect, json, signIn, close } = await commandLine())
  await signIn('--new-password-stdin', `${firstPassword}\na-much-longer-one\n`)
  await expect(0, 'token create ci')
  await expect(0, 'app config set shop LOG=debug --wait')
  await expect(0, 'app secret set shop KEY --wait', { input: 'a-secret\n' })
  const add = adding(cloud.fake)
  add.tenant('empty', 0)
  const by = { application: 'shop', created_by: 'ann', age: 0 }
  cloud.fake.control.holdRuns()
  for (const state of ['waiting', 'queued'] as const) add.run({ kind: 'build', ...by, state })
})
after(() => close())

/** What each verb is called with, and what it says; `{waiting}` and `{queued}` are runs. */
const calls: Readonly<Record<string, readonly [words: string, says: RegExp, input?: string]>> = {
  'app create': [
    'fresh --tenant payments',
    /Would create fresh of tenant payments, with the repository https/,
  ],
  'app build': ['shop --wait', /Would build main of shop\./],
  'app deploy': ['shop --to uat --release 2 --wait', /release 2 would be the first/],
  'app rollback': ['shop', /release 3 → 2.*\n.*other than set today: KEY, LOG/],
  'app scale': ['shop 4', /1 → 4 pods/],
  'app config set': ['shop LOG=info', /LOG: "debug" → "info"/],
  'app config unset': ['shop LOG', /LOG: "debug" → unset/],
  'app secret set': ['shop KEY', /Would set the secret KEY of shop in sit\./, 'another-secret\n'],
  'app secret unset': ['shop KEY', /KEY: \(secret\) → unset/],
  'app delete': ['shop', /Would delete shop of tenant payments with its git repository, releases, variables/],
  'run approve': ['{waiting}', /Would approve run/],
  'run refuse': ['{waiting} --because late', /Would refuse run/],
  'run cancel': ['{queued}', /Would cancel run/],
  'user create': ['eve --tenant payments', /Would make the account eve, viewer of payments\./],
  'user change': ['ann --role admin', /ann would be an admin of the cloud\./],
  'user delete': ['ann', /Would delete the account ann/],
  'tenant create': ['fresh', /Would create the tenant fresh\./],
  'tenant delete': ['empty', /Would delete the tenant empty/],
  'member add': ['admin --tenant payments --role viewer', /admin would be viewer of payments\./],
  'member change': ['ann --tenant payments --role viewer', /ann would be viewer of payments\./],
  'member remove': ['ann --tenant payments', /Would remove the right of ann to the tenant payments/],
  'token create': ['other --days 1', /Would make the token other, good for 1 day\./],
  'token delete': ['ci', /Would delete the token ci/],
  logout: ['', /Would sign out of main\./],
}
const runIn = (state: string) => String(cloud.fake.store.rows.run.find((run) => run.state === state)?.id)
const lineOf = (name: string) => {
  const words = calls[name]![0].replace('{waiting}', runIn('waiting')).replace('{queued}', runIn('queued'))
  return `${name} ${words}`.trim()
}

test('each verb that writes takes --dry-run, and is tried here', async () => {
  const nouns = await Promise.all(commands.map(({ name }) => nounOf(commands, name)))
  const writing = nouns.flatMap((noun) =>
    (noun?.verbs ?? []).filter(({ isWrite }) => isWrite).map((verb) => ({ noun: noun!, verb: verb as Verb })),
  )
  const names = writing.map(({ noun, verb }) => `${noun.name} ${verb.name}`.trim())
  assert.deepEqual(names.toSorted(), Object.keys(calls).toSorted())
  for (const { noun, verb } of writing) assert.ok('dryRun' in optionsOf(noun, verb), verb.name)
})

/** Every table as text; the audit log has each try, and a token is used. */
const tables = () => {
  const { audit: _, token, ...others } = cloud.fake.store.rows
  const owners = token.map(({ name, account }) => [name, account])
  return Object.entries({ ...others, owners }).map(([name, rows]) => [name, JSON.stringify(rows)] as const)
}
const settings = () => readFile(join(folder, 'config/opads/clouds.json'), 'utf8')

for (const [name, [, says, input]] of Object.entries(calls))
  test(`opads ${name} --dry-run`, async () => {
    const [before, kept] = [new Map(tables()), await settings()]
    const around = input === undefined ? {} : { input }
    const whole = await json(`${lineOf(name)} --dry-run`, around)
    assert.equal(whole.dryRun, true)
    assert.match(whole.would, says)
    assert.doesNotMatch(JSON.stringify(whole), /opads_|another-secret|"password"/)
    assert.deepEqual(
      tables().flatMap(([table, rows]) => (before.get(table) === rows ? [] : [table])),
      [],
    )
    assert.equal(await settings(), kept)
  })

test('for people it ends with what happened: nothing', async () => {
  const { stdout } = await expect(0, 'tenant create fresh --dry-run')
  assert.equal(stdout, 'Would create the tenant fresh.\nNothing was changed.\n')
})
test('what the cloud would refuse is refused, with its code', async () => {
  assert.match((await expect(5, 'tenant create payments --dry-run')).stderr, /tenant\.exists/)
  assert.match((await expect(4, 'tenant delete nowhere --dry-run')).stderr, /tenant\.unknown/)
})
test('a cloud that knows no dry run gets no write', async () => {
  const { control, store } = cloud.fake
  control.failNext('GET /api/v1/features', new Problem('route.unknown', { path: '/api/v1/features' }))
  const before = store.rows.tenant.length
  const { stderr } = await expect(2, 'tenant create fresh --dry-run')
  assert.match(stderr, /cloud\.no-dry-run[\s\S]*Leave --dry-run out to do it/)
  assert.equal(store.rows.tenant.length, before)
})
