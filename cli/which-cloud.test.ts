import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { accessTo, noClouds, withCloud } from './clouds.ts'
import { commands } from './commands.ts'
import { cloudHere } from './machine-cloud.ts'
import { nounOf } from './nouns.ts'
import { withCloudMeant } from './room.ts'
import { cloudMeant } from './which-cloud.ts'

const several = { code: 'cloud.several', facts: { clouds: ['dev', 'uat'] } }

test('the cloud that is named, else that of the last sign-in, else main, else the only one', () => {
  const choices = ['uat', 'dev']
  assert.equal(cloudMeant({ named: 'other', last: 'dev', choices }), 'other')
  assert.equal(cloudMeant({ last: 'dev', choices }), 'dev')
  assert.equal(cloudMeant({ last: 'elsewhere', choices: ['dev'] }), 'dev')
  assert.equal(cloudMeant({ last: null, choices: [] }), undefined)
  assert.equal(cloudMeant({ last: null, choices: ['dev', 'main'] }), 'main')
  assert.throws(() => cloudMeant({ last: null, choices }), several)
  assert.throws(() => cloudMeant({ last: 'elsewhere', choices }), several)
})
test('what talks to a cloud and what looks at it on its machine mean the same one', async () => {
  const stateRoot = await mkdtemp(join(tmpdir(), 'opads-which-'))
  const reach = (name: string) => ({
    server: `https://console.${name}.test`,
    ca: 'CA',
    account: 'a',
    token: 't',
  })
  let known = noClouds
  const tools = { stateRoot, clouds: { read: async () => known } }
  try {
    assert.equal(await cloudHere(tools, undefined), 'main') // none is there: what up makes
    for (const name of ['dev', 'uat', 'lab', 'former']) await mkdir(join(stateRoot, name))
    for (const name of ['dev', 'uat']) await writeFile(join(stateRoot, name, 'address.json'), '{}')
    await assert.rejects(cloudHere(tools, undefined), several)
    known = withCloud(withCloud(noClouds, 'uat', reach('uat')), 'dev', reach('dev'))
    assert.equal(await cloudHere(tools, undefined), 'dev')
    assert.equal(accessTo(known, undefined, {}).cloud, 'dev')
    known = { ...known, last: 'former' } // taken down: only its folder is there
    await assert.rejects(cloudHere(tools, undefined), several)
    known = { ...known, last: null }
    await assert.rejects(cloudHere(tools, undefined), several)
    assert.throws(() => accessTo(known, undefined, {}), several)
    assert.equal(await cloudHere(tools, 'main'), 'main')
  } finally {
    await rm(stateRoot, { recursive: true })
  }
})
test('a verb that looks at a cloud gets the one that is meant; one that makes or deletes it, or names it, does not', async () => {
  const words = async (text: string) => {
    const [name, ...rest] = text.split(' ')
    return (await withCloudMeant((await nounOf(commands, name!))!, rest, async () => 'dev')).join(' ')
  }
  assert.equal(await words('status --json'), '--cloud dev --json')
  assert.equal(await words('doctor'), '--cloud dev')
  assert.equal(await words('lab ssh m1 -- ls --cloud'), 'ssh --cloud dev m1 -- ls --cloud')
  for (const kept of [
    'status --cloud=main',
    'status --name main',
    'up',
    'down --yes',
    'status --help',
    'lab list',
  ])
    assert.equal(await words(kept), kept.split(' ').slice(1).join(' '))
})
