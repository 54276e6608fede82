/** Who may do what, on the command line: the real `cli/main.ts` as a process, against a cloud behind real HTTPS. */
// Shares nothing: a cloud in memory on a free port, settings in a temporary folder.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type CommandLine, commandLine } from './test-cloud/command-line.ts'
import { firstPassword } from './test-cloud/on-https.ts'

const password = 'a-much-longer-one'
let { expect, json, signIn, close } = {} as CommandLine
before(async () => {
  ;({ expect, json, signIn, close } = await commandLine())
  await signIn('--new-password-stdin', `${firstPassword}\n${password}\n`)
})
after(() => close())

test('a member is added, changed and removed', async () => {
  await json('user create cem')
  await expect(0, 'member add cem --tenant payments --role viewer')
  assert.match((await expect(0, 'member list --tenant payments')).stdout, /cem +viewer/)
  const change = await expect(0, 'member change cem --tenant payments --role deployer')
  assert.match(change.stdout, /cem is deployer of payments/)
  const owner = await expect(2, 'member add cem --tenant payments --role owner')
  assert.match(owner.stderr, /viewer.*not "owner"/)
  await expect(0, 'member remove cem --tenant payments --yes')
  assert.doesNotMatch((await expect(0, 'member list --tenant payments')).stdout, /cem/)
})

test('an account in a tenant has there the role that its dry run says, the least where none is named', async () => {
  for (const [words, role] of [
    ['', 'viewer'],
    [' --tenant-role deployer', 'deployer'],
  ] as const) {
    const create = `user create ida --tenant payments${words}`
    assert.match(
      (await expect(0, `${create} --dry-run`)).stdout,
      new RegExp(`account ida, ${role} of payments\\.`),
    )
    assert.match((await expect(0, create)).stdout, new RegExp(`ida, ${role} of payments, may sign in`))
    assert.match((await expect(0, 'member list --tenant payments')).stdout, new RegExp(`ida +${role}`))
    await expect(0, 'user delete ida --yes')
  }
})

test('a role in no tenant is refused', async () => {
  for (const words of ['create tom', 'change admin --role admin', 'change admin --no-tenants'])
    assert.match((await expect(2, `user ${words} --tenant-role deployer`)).stderr, /no --tenant is given/)
})
test('a filter by a name that the account does not see is refused: of another tenant as of nobody', async () => {
  const made = await json('user create kim --tenant payments --tenant-role deployer')
  await signIn('--account kim --new-password-stdin', `${made.password}\nanother-long-one\n`)
  const near = /There is no application "shp". Did you mean shop\? +name\.unknown[\s\S]*opads app list/
  assert.match((await expect(4, 'run list --application shp')).stderr, near)
  const refusal = async (line: string, name: string) =>
    (await expect(4, line)).stderr.replaceAll(name, 'NAME').replace(/ +/g, ' ')
  for (const [line, foreign] of [
    ['run list --application', 'hello'],
    ['app list --tenant', 'samples'],
    ['member list --tenant', 'samples'],
  ] as const) {
    const said = await refusal(`${line} ${foreign}`, foreign)
    assert.match(said, /name\.unknown/)
    assert.equal(said, await refusal(`${line} nonesuch`, 'nonesuch'))
  }
  assert.match(
    (await expect(0, 'audit list')).stdout,
    /is for admins.*and kim is none[\s\S]*access explain audit\.read --tenant payments/,
  )
  await signIn('--account admin', `${password}\n`)
  assert.match(
    (await expect(0, 'audit list --tenant nonesuch')).stdout,
    /No record fits. There is no tenant "nonesuch"/,
  )
  await expect(0, 'user delete kim --yes')
})

test('what one may is explained, and who can grant it', async () => {
  const explain = 'access explain application.deploy --app shop --env prod'
  assert.match((await expect(0, explain)).stdout, /application\.deploy at payments\/shop\/prod is allowed/)
  const decides = await expect(0, 'access explain run.decide --app shop')
  assert.match(
    decides.stdout,
    /is allowed.*\n {2}Beside the role: a person other than who began the run decides\./,
  )
  const made = await json('user create eve')
  await expect(0, 'member add eve --tenant payments --role developer')
  await signIn('--account eve --new-password-stdin', `${made.password}\nanother-long-one\n`)
  const { stdout } = await expect(0, explain)
  assert.match(stdout, /is not allowed: it needs deployer, you have developer[\s\S]*can grant it: ann/)
  assert.equal((await json(explain)).allowed, false)
  await signIn('--account admin', `${password}\n`)
})
