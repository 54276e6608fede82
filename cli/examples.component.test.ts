/** The first example in the help of every verb that talks to a cloud does what it says; and every write of a person has such a verb. */
// Shares nothing: a cloud in memory on a free port, settings in a temporary folder.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Noun } from '@opads/command/verb'
import { contract } from '@opads/pluto/contract'
import { issueToken } from '@opads/pluto/fake/token'
import { snapshot } from '@opads/pluto/fake/write'
import type { Endpoint } from '@opads/serve/contract'
import { commands } from './commands.ts'
import { nounOf } from './nouns.ts'
import { type CommandLine, commandLine } from './test-cloud/command-line.ts'
import { addExamples } from './test-cloud/seed.ts'

let { folder, cloud, expect, close } = {} as CommandLine
let env: Readonly<Record<string, string>>
before(async () => {
  ;({ folder, cloud, expect, close } = await commandLine())
  addExamples(cloud.fake)
  const token = issueToken(cloud.fake.store, { account: 'admin', kind: 'api', name: 'of the test', days: 1 })
  env = { OPADS_SERVER: cloud.origin, OPADS_TOKEN: token, OPADS_CA: join(folder, 'main/ca.crt') }
})
after(() => close())

const nouns = await Promise.all(commands.map(({ name }) => nounOf(commands, name)))
const remote = nouns.filter((noun): noun is Noun => noun?.isRemote === true)
/** Not one that stays until it is left, or changes nothing. */
const examples = remote.flatMap(({ verbs }) =>
  verbs.map(({ examples }) => examples.find((one) => !/ (-f|--dry-run)( |$)/.test(one))!),
)

for (const example of examples)
  test(`opads ${example}`, async () => {
    const { store, cluster } = cloud.fake
    const back = snapshot({
      rows: { ...store.rows, pods: cluster.pods, deployments: cluster.deployments } as never,
    })
    const words = example.match(/"[^"]*"|\S+/g)!.map((word) => word.replaceAll('"', ''))
    const { stdout } = await expect(0, words, { env, input: 'what is hidden\n' })
    assert.match(stdout, /\S/)
    back()
  })

test('every write of a person is done by a verb', () => {
  const writes = Object.entries<Endpoint>(contract).filter(
    ([route, { policy }]) => policy === 'account' && !route.startsWith('GET '),
  )
  assert.ok(writes.length > 15)
  const { calls } = cloud.fake.control
  assert.deepEqual(
    writes.map(([route]) => route).filter((route) => calls(route as keyof typeof contract) === 0),
    [],
  )
})
