/** `opads audit` as a process, against a cloud behind real HTTPS. */
// Shares nothing: a cloud in memory on a free port, its certificates in a temporary folder.
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { contract } from '@opads/pluto/contract'
import { sealAudit } from '@opads/pluto/fake/audit'
import { issueToken } from '@opads/pluto/fake/token'
import { exec } from '@opads/world/exec'
import { type CloudOnHttps, cloudOnHttps } from './test-cloud/on-https.ts'

const main = join(import.meta.dirname, 'main.ts')
let folder: string
let cloud: CloudOnHttps
let token: string

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'opads-cli-audit-'))
  cloud = await cloudOnHttps(folder)
  const { store } = cloud.fake
  store.rows.account.find(({ name }) => name === 'admin')!.must_change = false
  token = issueToken(store, { account: 'admin', kind: 'api', name: 'of the test', days: 1 })
})
after(async () => {
  cloud.close()
  await rm(folder, { recursive: true })
})

/** @param exit the expected exit code */
async function expect(exit: number, line: string): Promise<{ stdout: string; stderr: string }> {
  const env = {
    XDG_CONFIG_HOME: join(folder, 'config'),
    OPADS_STATE: folder,
    OPADS_SERVER: cloud.origin,
    OPADS_CA: join(folder, 'main/ca.crt'),
    OPADS_TOKEN: token,
  }
  const { code, stdout, stderr } = await exec([process.execPath, main, ...line.split(' ')], {
    codes: 'any',
    env,
    timeoutMs: 60_000,
  })
  assert.equal(code, exit, `opads ${line}\n${stdout}${stderr}`)
  return { stdout, stderr }
}
const acts = async (words: string): Promise<string[]> =>
  JSON.parse((await expect(0, `audit list ${words} --json`)).stdout).items.map(
    (one: { act: string }) => one.act,
  )

test('the audit log is listed by filters and times', async () => {
  await expect(0, 'token create ci')
  await expect(4, 'token delete nope --yes')
  assert.deepEqual(await acts('--from 1h'), ['token.delete', 'token.create'])
  assert.deepEqual(await acts('--act token.create'), ['token.create'])
  assert.deepEqual(await acts('--outcome refused'), ['token.delete'])
  assert.deepEqual(await acts('--until 1h'), [])
  assert.match((await expect(0, 'audit list --account eve')).stdout, /No record fits/)
  const { stdout } = await expect(0, 'audit list --utc')
  assert.match(stdout, /UTC +admin +token\.delete +nope +✕ refused \(token\.unknown\)/)
  assert.match((await expect(2, 'audit list --from soon')).stderr, /takes 30m, 2h, 7d/)
})

test('--json prints the shapes of the API', async () => {
  for (const [line, route] of [
    ['audit list', 'GET /api/v1/audit'],
    ['audit verify', 'GET /api/v1/audit/verify'],
  ] as const) {
    const { stdout } = await expect(0, `${line} --json`)
    assert.ok(contract[route].answer.safeParse(JSON.parse(stdout)).success, line)
  }
})

test('a whole audit log is verified to its end; a fault ends with its sequence and an exit code', async () => {
  const { store } = cloud.fake
  sealAudit(store)
  const { stdout } = await expect(0, 'audit verify')
  assert.match(stdout, /● The audit log is whole\.[\s\S]*rows +2\n[\s\S]*head in the cluster +2 [0-9a-f]{64}/)
  store.rows.audit[1]!.account = 'eve'
  const { stderr } = await expect(1, 'audit verify')
  assert.match(stderr, /The audit log is not whole: changed at sequence 2 +audit\.broken/)
  const whole = await expect(1, 'audit verify --json')
  assert.deepEqual(JSON.parse(whole.stdout).fault, { sequence: 2, kind: 'changed' })
  assert.equal(JSON.parse(whole.stderr).code, 'audit.broken')
})
