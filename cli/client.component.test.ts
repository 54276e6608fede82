/** The command line as a new user meets it: the real `cli/main.ts` as a process, against a cloud behind real HTTPS. */
// Shares nothing: a cloud in memory on a free port, settings in a temporary folder.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { contract } from '@opads/pluto/contract'
import { variableValue } from '@opads/pluto/fake/variable'
import { exec } from '@opads/world/exec'
import { waitFor } from '@opads/world/wait'
import { type CommandLine, commandLine, main } from './test-cloud/command-line.ts'
import { firstPassword } from './test-cloud/on-https.ts'

let folder: string
let { cloud, environment, expect, json, signIn, close } = {} as CommandLine
before(async () => {
  ;({ folder, cloud, environment, expect, json, signIn, close } = await commandLine())
})
after(() => close())

test('whoever is not signed in is told how to', async () => {
  const { stdout, stderr } = await expect(3, 'app list')
  assert.equal(stdout, '')
  assert.match(stderr, /Nobody is signed in.*cloud\.none[\s\S]*opads login/)
})

test('the first password opens nothing but its own change, and is then no longer good', async () => {
  const words = `login --server ${cloud.origin} --ca ${join(folder, 'main/ca.crt')} --password-stdin`
  const { stderr } = await expect(3, words, { input: `${firstPassword}\n` })
  assert.match(stderr, /login\.must-change/)
  await expect(3, 'app list')
  const { stdout } = await signIn('--new-password-stdin', `${firstPassword}\na-much-longer-one\n`)
  assert.match(stdout, /Signed in to main as admin, an administrator; the new password holds/)
  await expect(3, words, { input: `${firstPassword}\n` })
  await expect(0, 'app list')
})

test('root signs in on the machine of the cloud by its name; the first password is read there', async () => {
  const env = { XDG_CONFIG_HOME: join(folder, 'root') }
  await writeFile(join(folder, 'main/admin-password'), 'a-much-longer-one\n', { mode: 0o600 })
  const words = `login --cloud main --server ${cloud.origin} --first`
  assert.match((await expect(0, words, { env })).stdout, /Signed in to main as admin/)
  assert.match(
    (await expect(4, 'login --cloud nowhere --first', { env })).stderr,
    /nowhere\/ca\.crt cannot be read.*there is no such file/,
  )
  assert.match(
    (await expect(2, 'login --server https://cloud.example.com', { env })).stderr,
    /cloud\.no-trust[\s\S]*--ca FILE/,
  )
  assert.match(
    (await expect(2, 'login --cloud main', { env })).stderr,
    /use\.no-terminal[\s\S]*--password-stdin/,
  )
})

test('the CA is shown with its fingerprint, and handed over as a file', async () => {
  const pem = await readFile(join(folder, 'main/ca.crt'), 'utf8')
  assert.equal((await expect(0, 'ca show --pem')).stdout, pem)
  const { fingerprint, file } = await json('ca show')
  assert.equal(fingerprint, new X509Certificate(pem).fingerprint256)
  assert.equal(file, join(folder, 'main/ca.crt'))
  assert.match(
    (await expect(0, 'ca install --dry-run')).stdout,
    /opads-main\.crt and run update-ca-certificates\.\nNothing/,
  )
})

test('what is kept is for the eyes of its owner, and holds no password', async () => {
  const path = join(folder, 'config/opads/clouds.json')
  assert.equal((await stat(path)).mode & 0o777, 0o600)
  assert.doesNotMatch(await readFile(path, 'utf8'), /much-longer/)
})

test('a list comes in pages up to the limit, and whole with --all', async () => {
  const some = await json('app list --limit 2')
  assert.deepEqual(
    [some.items.map((one: { name: string }) => one.name), some.next !== null],
    [['hello', 'notes'], true],
  )
  assert.equal((await json('app list --all')).items.length, 3)
  assert.match((await expect(0, 'app list --limit 2')).stdout, /The first 2\. More: --limit N or --all/)
})

test('--json prints the shapes of the API', async () => {
  for (const [line, route] of [
    ['app list', 'GET /api/v1/applications'],
    ['app show shop', 'GET /api/v1/applications/:name'],
    ['run list', 'GET /api/v1/runs'],
    ['run show 6', 'GET /api/v1/runs/:id'],
    ['user list', 'GET /api/v1/users'],
    ['tenant list', 'GET /api/v1/tenants'],
    ['member list --tenant payments', 'GET /api/v1/tenants/:name/members'],
    ['token list', 'GET /api/v1/tokens'],
    ['app config list shop', 'GET /api/v1/applications/:name/environments/:environment/config'],
  ] as const)
    assert.ok(contract[route].answer.safeParse(await json(line)).success, line)
})

test('without a terminal a table has no colours and nothing is cut', async () => {
  const { stdout } = await expect(0, 'app show shop')
  assert.doesNotMatch(stdout, /\x1b|…/)
  assert.match(stdout, /the country that the goods go to/)
  assert.match((await expect(0, 'app show shop --utc')).stdout, /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/)
})

test('deploy --wait follows the run and says what is now true', async () => {
  const streams = () => cloud.fake.control.calls('GET /api/v1/stream')
  const before = streams()
  const go = cloud.fake.control.holdRuns()
  const waiting = expect(0, 'app deploy shop --to uat --release latest --wait')
  await waitFor('the run to be followed', async () => streams() > before)
  go()
  const { stdout, stderr } = await waiting
  assert.equal(streams(), before + 1)
  assert.match(stderr, /deploy \d+ of shop to uat, release 3/)
  assert.match(stdout, /^● Release 3 of shop runs in uat, 1 of 1 pods ready/)
  assert.match(stdout, /https:\/\/shop-uat\.main\.localhost/)
  assert.ok(stdout.split('\n').length <= 7)
})

test('a deploy that fails ends with the problem of its run, and as JSON too', async () => {
  const { stderr } = await expect(1, 'app deploy shop --to prod --release 2 --wait')
  assert.match(
    stderr,
    /✕ Release 2 of shop did not become ready: exit 3 +deploy\.not-ready\n {2}Where a version ran before, it goes on/,
  )
  const whole = await expect(1, 'app deploy shop --to prod --release 2 --wait --json')
  assert.equal(JSON.parse(whole.stdout).state, 'failed')
  assert.equal(JSON.parse(whole.stderr).code, 'deploy.not-ready')
})

test('a cloud that is away for a moment does not end the waiting', async () => {
  cloud.fake.control.away(3, 'POST /api/v1/applications/:name/deployments')
  const { stdout, stderr } = await expect(0, 'app deploy shop --to prod --release 1 --wait')
  assert.match(stderr, /the cloud does not answer, asking again/)
  assert.match(stdout, /Release 1 of shop runs in prod/)
})

test('a write whose answer is lost is done once', async () => {
  const { rows } = cloud.fake.store
  const route = 'POST /api/v1/applications/:name/deployments'
  const [calls, runs] = [cloud.fake.control.calls(route), rows.run.length]
  cloud.fake.control.loseAnswer(route)
  const { stdout, stderr } = await expect(0, 'app deploy shop --to prod --release 1')
  assert.match(stderr, /the cloud does not answer, asking again/)
  assert.match(stdout, new RegExp(`Run ${rows.run.at(-1)!.id} deploys release 1`))
  assert.deepEqual([cloud.fake.control.calls(route) - calls, rows.run.length - runs], [2, 1])
})

test('a build is followed into its deploy; one that breaks says the step', async () => {
  assert.match((await expect(0, 'app build shop --wait')).stdout, /Release 4 of shop runs in sit/)
  assert.match(
    (await expect(1, 'app build shop --ref broken --wait')).stderr,
    /"npm ci" ended with exit code 1.*build\.failed/,
  )
})

test('going back twice goes back two releases', async () => {
  assert.match(
    (await expect(0, 'app rollback shop --dry-run')).stdout,
    /release 4 → 3, 1 pod\.\nAs it ran then, other than set today: COLOUR, pods 1 → 2\nNothing was changed/,
  )
  const { stdout } = await expect(0, 'app rollback shop --wait')
  assert.match(stdout, /Release 3 of shop runs in sit[\s\S]*other than set today: COLOUR, pods 1 → 2/)
  assert.match((await expect(0, 'app rollback shop --wait')).stdout, /Release 2 of shop runs in sit/)
  assert.match(
    (await expect(4, 'app rollback hello')).stderr,
    /release\.none-there[\s\S]*app deploy hello --to sit/,
  )
})

test('a deploy that is tried says from where to where', async () => {
  assert.match(
    (await expect(0, 'app deploy shop --to sit --release 4 --dry-run')).stdout,
    /release 2 → 4, 1 pod\.\nNothing was changed/,
  )
  assert.match((await expect(4, 'app deploy shop --release 99 --dry-run')).stderr, /release\.unknown/)
  assert.match((await expect(0, 'app config set shop A=1 --dry-run')).stdout, /A: not set → "1"/)
})

test('variables are set, listed and unset; what is not there is named before anything changes', async () => {
  await expect(0, 'app config set shop LOG=debug URL=http://x?a=b --env sit')
  const { items } = await json('app config list shop')
  assert.deepEqual(
    items.map(({ name, value }: { name: string; value: string }) => [name, value]),
    [
      ['LOG', 'debug'],
      ['URL', 'http://x?a=b'],
    ],
  )
  assert.match((await expect(4, 'app config unset shop LOG NOPE')).stderr, /has no variable NOPE in sit/)
  await expect(0, 'app config unset shop LOG')
  assert.deepEqual((await json('app config list shop')).items.length, 1)
})

test('a secret goes in by standard input and never comes out', async () => {
  const { stdout } = await expect(0, 'app secret set shop KEY', { input: 'line one\nline two\n' })
  const { store } = cloud.fake
  const kept = store.rows.variable.find(({ name }) => name === 'KEY')!
  assert.equal(variableValue(store, kept), 'line one\nline two')
  const said = [
    stdout,
    (await expect(0, 'app config list shop')).stdout,
    JSON.stringify(await json('app secret list shop')),
  ]
  assert.doesNotMatch(said.join(), /line one/)
  assert.match(said.join(), /\(secret\)/)
})

test('what deletes names what would be gone and wants --yes', async () => {
  const { stderr } = await expect(2, 'app delete shop')
  assert.match(
    stderr,
    /This deletes shop of tenant payments with its git repository.*1 pod in uat and 1 pod in prod, for good +use\.not-sure/,
  )
  assert.match(stderr, /opads app delete shop --yes/)
  const isThere = (name: string) => cloud.fake.store.rows.application.some((row) => row.name === name)
  assert.ok(isThere('shop'))
  await expect(0, 'app create old --tenant samples')
  await expect(0, 'app delete old --yes')
  assert.ok(!isThere('old'))
})

test('wrong use names every fault, the nearest word and the use, with exit code 2', async () => {
  const { stderr, stdout } = await expect(2, 'app deploy shop --to sti --realease 3 --wait=x')
  assert.equal(stdout, '')
  assert.match(stderr, /3 things are wrong/)
  for (const fault of [
    /--to takes sit, uat or prod, not "sti"\. Did you mean sit\?/,
    /--realease is not known\. Did you mean --release\?/,
    /--wait takes no value/,
    /Use: opads app deploy APPLICATION/,
  ])
    assert.match(stderr, fault)
  assert.match((await expect(2, 'app delpoy')).stderr, /Did you mean deploy\?/)
  assert.match((await expect(2, 'ap')).stderr, /Did you mean app\?/)
  assert.match((await expect(2, 'app')).stderr, /app deploy APPLICATION/)
  assert.match((await expect(2, 'app show')).stderr, /APPLICATION is missing/)
  assert.match((await expect(2, 'app show a b')).stderr, /"b" is one word too many/)
  assert.match((await expect(2, 'app config set shop A')).stderr, /takes NAME=VALUE, not "A"/)
  const problem = JSON.parse((await expect(2, 'run list --state don --json')).stderr)
  assert.deepEqual([problem.code, problem.exit], ['use.invalid', 2])
})

test('problems of the server keep their code, their sentence and their exit code', async () => {
  assert.match(
    (await expect(4, 'app show nope')).stderr,
    /There is no application "nope" +application\.unknown/,
  )
  assert.match((await expect(5, 'app create shop --tenant payments')).stderr, /application\.exists/)
  assert.match(
    (await expect(2, 'app create Shop --tenant payments')).stderr,
    /the body: name: takes 1 to 30 of a-z/,
  )
})

test('every verb has a page of help', async () => {
  assert.match((await expect(0, 'help app deploy')).stdout, /Use: opads app deploy APPLICATION/)
  assert.match((await expect(0, 'app --help')).stdout, /app config set APPLICATION NAME=VALUE…/)
  assert.match((await expect(0, 'app config --help')).stdout, /app config unset/)
  assert.match((await expect(0, 'login -h')).stdout, /--password-stdin/)
})

test('Ctrl-C leaves a log that is followed, with 130', async () => {
  const child = spawn(process.execPath, [main, 'app', 'logs', 'shop', '-f', '--tail', '7'], {
    env: { ...process.env, ...environment() },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  for await (const chunk of child.stdout) {
    said += String(chunk)
    if (said.split('\n').length > 10 && !child.killed) child.kill('SIGINT')
  }
  if (child.exitCode === null) await once(child, 'close')
  assert.equal(child.exitCode, 130)
  assert.match(said, /"message":"GET \/basket 200"/)
  assert.equal((await expect(0, 'app logs shop --tail 7')).stdout.trim().split('\n').length, 7)
})

test('the log of a run is text, or one object a line', async () => {
  assert.equal(
    (await expect(0, 'run logs 5')).stdout,
    'fetch\tfrom git\nnpm ci\tadded 41 packages\nnpm ci\tdone\n',
  )
  assert.deepEqual(JSON.parse((await expect(0, 'run logs 5 --json')).stdout.split('\n')[1]!), {
    line: 'npm ci\tadded 41 packages',
  })
})

test('an account is made, changed and deleted; a member sees what its tenants own', async () => {
  const { password } = await json('user create bob --tenant samples')
  await expect(0, 'user change bob --tenant payments --tenant-role developer')
  await signIn('--account bob --new-password-stdin', `${password}\nanother-long-one\n`)
  assert.deepEqual(
    (await json('app list')).items.map(({ name }: { name: string }) => name),
    ['notes', 'shop'],
  )
  assert.match((await expect(4, 'app show hello')).stderr, /application\.unknown/)
  assert.match((await expect(3, 'user list')).stderr, /access\.denied/)
  assert.equal((await json('app create extra')).tenant, 'payments')
  await signIn('--account admin', 'a-much-longer-one\n')
  await expect(0, 'user delete bob --yes')
})

test('a token serves a program on another machine by the environment alone', async () => {
  const { token } = await json('token create ci --days 3')
  const env = {
    OPADS_TOKEN: token,
    OPADS_SERVER: cloud.origin,
    OPADS_CA: join(folder, 'main/ca.crt'),
    XDG_CONFIG_HOME: join(folder, 'nothing'),
  }
  assert.equal((await json('app list', { env })).items.length, cloud.fake.store.rows.application.length)
  const { OPADS_CA: _, ...withoutTrust } = env
  assert.match((await expect(2, 'app list', { env: withoutTrust })).stderr, /cloud\.no-trust/)
  const trusted = { ...withoutTrust, SSL_CERT_FILE: join(folder, 'main/ca.crt') } // what Debian's store is to OpenSSL
  assert.ok((await json('app list', { env: trusted })).items.length > 0)
  await expect(0, 'token delete ci --yes')
  assert.match((await expect(3, 'app list', { env })).stderr, /account\.unknown[\s\S]*opads login/)
})

test('only the CA of the cloud is trusted; a cloud that is away is named', async () => {
  const env = { OPADS_TOKEN: 'x', OPADS_SERVER: cloud.origin, OPADS_CA: join(folder, 'other/ca.crt') }
  assert.match((await expect(6, 'app list', { env })).stderr, /cloud\.not-trusted/)
  const away = { ...env, OPADS_SERVER: 'https://console.main.localhost:1' }
  assert.match((await expect(6, 'app list', { env: away })).stderr, /cloud\.unreachable/)
})

test('bash completes commands, verbs, options, choices and names of the cloud', async () => {
  const script = `opads() { "${process.execPath}" "${main}" "$@"; }
    source <(opads completion bash)
    COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _opads opads; printf '%s ' "\${COMPREPLY[@]}"`
  const slowly = environment({ OPADS_COMPLETION_MS: '60000' })
  const replies = async (...words: string[]) =>
    (await exec(['bash', '-c', script, 'bash', 'opads', ...words], { env: slowly })).stdout.trim()
  assert.equal(await replies('lo'), 'login logout')
  assert.equal(await replies('app', 'de'), 'deploy delete')
  assert.equal(await replies('app', 'config', ''), 'list set unset')
  assert.equal(await replies('app', 'deploy', 'shop', '--to', ''), 'sit uat prod')
  assert.equal(await replies('app', 'deploy', 'shop', '--w'), '--wait')
  assert.equal(await replies('app', 'show', 's'), 'shop')
  assert.equal(await replies('login', '--cloud', 'm'), 'main')
})

test('version starts without what only a talk with a cloud needs', async () => {
  const spy = `import { registerHooks } from 'node:module'
    registerHooks({ load: (url, context, next) => { process.stderr.write(url + '\\n'); return next(url, context) } })`
  const hook = `data:text/javascript,${encodeURIComponent(spy)}`
  const loaded = async (...words: string[]) =>
    (await exec([process.execPath, '--import', hook, main, ...words], { env: environment() })).stderr
  const heavy = /node_modules\/(undici|zod|hono)/
  assert.doesNotMatch(await loaded('version'), heavy)
  assert.match(await loaded('app', 'list'), /node_modules\/undici/)
  assert.doesNotMatch(await loaded('app', 'list'), /node_modules\/(zod|hono)/)
})

test('signing out ends the session there too; the next sign-in needs only the password', async () => {
  const sessions = () => cloud.fake.store.rows.token.filter(({ account }) => account === 'admin').length
  const before = sessions()
  assert.match((await expect(0, 'logout')).stdout, /Signed out of main/)
  assert.equal(sessions(), before - 1)
  await expect(3, 'app list')
  assert.match(
    (await expect(0, 'login --password-stdin', { input: 'a-much-longer-one\n' })).stdout,
    /Signed in to main as admin/,
  )
  await expect(0, 'logout --forget')
  assert.match((await expect(0, 'logout')).stdout, /nothing to do/)
  assert.match((await expect(4, 'app list --cloud main')).stderr, /cloud\.not-known/)
})
