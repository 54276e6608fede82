/** The code server, with the real git as its client. */
// Shares nothing: repositories in a temporary folder, a server on a free port.
import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, readdir, readFile, truncate, utimes, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { constants, gzipSync } from 'node:zlib'
import { exec } from '@opads/world/exec'
import { waitFor } from '@opads/world/wait'
import { reportAll } from './report.ts'
import { gitSettings } from './repositories.ts'
import { children, code, mostBytes } from './test-git/code.ts'

const cloud = await code()
const { repositories, pluto, pushes, clients, away, origin, addressOf, git, workFolder, checkout, ask } =
  cloud
after(cloud.stop)
const authorization = `Basic ${Buffer.from('mine:password of mine').toString('base64')}`

const line = (text: string) => `${(text.length + 4).toString(16).padStart(4, '0')}${text}`

test('an empty repository is cloned, by many at once', async () => {
  const folders = await Promise.all([1, 2, 3, 4].map(workFolder))
  const clones = await Promise.all(
    folders.map((folder) => git(folder, 'clone', addressOf('ours/blog'), 'blog')),
  )
  for (const { code: exit, stderr } of clones) {
    assert.equal(exit, 0, stderr)
    assert.match(stderr, /empty repository/)
  }
  assert.equal(await repositories.head('ours/blog'), undefined)
})
test('what was pushed is told to Pluto and cloned again', async () => {
  const { push, head, commit } = await checkout('ours/shop', { 'index.html': 'hello' })
  assert.equal((await push()).code, 0)
  assert.deepEqual(pushes, [
    { repository: 'ours/shop', commit: head, count: 0, title: 'The first', by: 'mine' },
  ])
  const second = await commit({ 'index.html': 'hello again' }, 'The second')
  assert.equal((await push()).code, 0)
  assert.deepEqual(
    pushes.map((one) => one.commit),
    [head, second],
  )
  const folder = await workFolder()
  assert.equal((await git(folder, 'clone', '--quiet', addressOf('ours/shop'), 'shop')).code, 0)
  assert.equal(await readFile(join(folder, 'shop/index.html'), 'utf8'), 'hello again')
})
test('a push of main names its run and how to follow it, another branch why it is not built', async () => {
  const { push, folder, commit } = await checkout('ours/blog', { 'index.html': 'hello' })
  const first = await push()
  const run = pushes.length
  assert.match(first.stderr, new RegExp(`remote: opads: run ${run} builds main and brings it to sit\\.`))
  assert.match(first.stderr, new RegExp(`remote: Follow it: opads run logs ${run} -f`))
  assert.match(first.stderr, new RegExp(`remote: In the console: https://console\\.test/runs/${run}\\s`))
  const branch = await git(folder, 'push', 'origin', 'HEAD:feature', 'HEAD:refs/tags/v1')
  assert.match(
    branch.stderr,
    /remote: opads: a push is built only on the branch main, so feature and 1 more is not\./,
  )
  assert.match(branch.stderr, /remote: To build it .*: opads app build blog --ref feature/)
  assert.doesNotMatch(branch.stderr, /opads: run/)
  assert.equal(pushes.length, run)
  await commit({ 'index.html': 'hello again' }, 'The second')
  away.is = true
  const later = await push()
  away.is = false
  assert.deepEqual([later.code, pushes.length], [0, run])
  assert.match(later.stderr, /remote: opads: the push is kept, .*\s+remote: See its run: opads run list/)
  const gone = await git(folder, 'push', 'origin', ':feature')
  assert.deepEqual([gone.code, gone.stderr.includes('opads:')], [0, false])
})
test('a name is printed without control characters, and in a command only as one word', async () => {
  const { push, folder, head } = await checkout('ours/blog', { 'index.html': 'named' })
  assert.equal((await push()).code, 0)
  const said = async (name: string) => {
    const { code: exit, stderr } = await git(folder, 'push', 'origin', `HEAD:refs/heads/${name}`)
    assert.equal(exit, 0, stderr)
    return stderr.split('\n').filter((text) => text.startsWith('remote:')).join('\n') // biome-ignore format: one line
  }
  assert.match(await said('fix/a_1.2-b'), /app build blog --ref fix\/a_1\.2-b\s*$/)
  const others = [[`x;curl\${IFS}evil|sh`], ['a`b`'], ['修复'], ['c\u009b31md\u0085', 'c?31md?']] as const
  for (const [name, shown = name] of others) {
    const text = await said(name)
    assert.ok(text.includes(`so ${shown} is not.`), text)
    assert.doesNotMatch(text, /app build|[\x80-\x9f]/)
    assert.equal(await repositories.resolve('ours/blog', name), name.startsWith('c') ? undefined : head)
  }
  const long = Array.from({ length: 3 }, () => 'x'.repeat(99)).join('/')
  const text = await said(long)
  assert.ok(text.includes(`so ${long.slice(0, 200)} is not.`), text)
  assert.doesNotMatch(text, /app build/)
})
test('a push of another branch is not told of the main that somebody else pushes meanwhile', async () => {
  const { push, commit, head } = await checkout('ours/blog', { 'index.html': 'mine' })
  assert.equal((await push()).code, 0)
  await commit({ 'index.html': 'theirs' }, 'Meanwhile')
  const empty = Buffer.from('PACK\0\0\0\u0002\0\0\0\0', 'latin1')
  const call = request(origin, {
    path: '/ours/blog.git/git-receive-pack',
    method: 'POST',
    headers: { authorization, 'content-type': 'application/x-git-receive-pack-request' },
  })
  const order = `${'0'.repeat(40)} ${head} refs/heads/beside\0report-status side-band-64k`
  call.write(`${line(order)}0000`)
  await waitFor(
    'git to take the push',
    async () => (await children()).some((words) => words.includes('receive-pack')),
    { everyMs: 20 },
  )
  assert.match((await push()).stderr, /opads: run/)
  call.end(Buffer.concat([empty, createHash('sha1').update(empty).digest()]))
  const [answer] = (await once(call, 'response')) as [import('node:http').IncomingMessage]
  const said = (await answer.toArray()).join('')
  assert.match(said, /ok refs\/heads\/beside/)
  assert.doesNotMatch(said, /opads: run/)
})
test('a push back to what is built already names no run', async () => {
  const { push, folder, commit, head } = await checkout('ours/blog', { 'index.html': 'a' })
  assert.match((await push()).stderr, /opads: run/)
  await commit({ 'index.html': 'b' }, 'Not known to Pluto')
  away.is = true
  assert.match((await push()).stderr, /opads: the push is kept/)
  away.is = false
  const back = await git(folder, 'push', '--force', 'origin', `${head}:main`)
  assert.deepEqual([back.code, back.stderr.includes('opads:')], [0, false], back.stderr)
})
test('who is not known is asked to sign in; what another owns is not there', async () => {
  const folder = await workFolder()
  const said = async (address: string) => (await git(folder, 'ls-remote', address)).stderr
  assert.match(await said(addressOf('ours/shop', 'mine', 'wrong')), /Authentication failed/)
  assert.match(await said(addressOf('ours/shop', 'foreign')), /not found/)
  assert.match(await said(addressOf('ours/nothing')), /not found/)
  const { status, headers } = await ask('/ours/shop.git/info/refs?service=git-receive-pack', {
    headers: { authorization: '' },
  })
  assert.deepEqual([status, headers['www-authenticate']], [401, 'Basic realm="opads"'])
  const foreign = `Basic ${Buffer.from('foreign:password of foreign').toString('base64')}`
  for (const service of ['git-upload-pack', 'git-receive-pack'])
    assert.equal(
      (await ask(`/ours/shop.git/${service}`, { method: 'POST', headers: { authorization: foreign } }))
        .status,
      404,
    )
})
test('a viewer clones, and may not push', async () => {
  const folder = await workFolder()
  const address = addressOf('ours/shop', 'reader')
  assert.equal((await git(folder, 'clone', '--quiet', address, 'shop')).code, 0)
  const before = await repositories.head('ours/shop')
  const shop = join(folder, 'shop')
  await git(shop, 'commit', '--quiet', '--allow-empty', '--message', 'Not for me')
  const { code: exit, stderr } = await git(shop, 'push', '--quiet', 'origin', 'HEAD:main')
  assert.notEqual(exit, 0)
  assert.match(stderr, /needs the role developer; yours is viewer \(source\.push-denied\)/)
  assert.equal(await repositories.head('ours/shop'), before)
  const reader = `Basic ${Buffer.from('reader:password of reader').toString('base64')}`
  const { status } = await ask('/ours/shop.git/git-receive-pack', {
    method: 'POST',
    headers: { authorization: reader },
  })
  assert.equal(status, 403)
})
test('a push over the limit is refused with a sentence, and one below it is taken', async () => {
  const { push, commit, head } = await checkout('ours/blog', { small: randomBytes(mostBytes / 2) })
  const taken = await push()
  assert.equal(taken.code, 0, taken.stderr)
  await commit({ large: randomBytes(mostBytes * 3) }, 'Too large')
  const refused = await push()
  assert.notEqual(refused.code, 0)
  assert.match(refused.stderr, /remote: opads: A push may have 4 MiB, .*\(source\.push-too-large\)/)
  assert.match(refused.stderr, /remote: Nothing was changed\./)
  const objects = await readdir(join(repositories.path('ours/blog'), 'objects'))
  assert.deepEqual(
    objects.filter((name) => name.startsWith('tmp')),
    [],
  )
  assert.equal(await repositories.head('ours/blog'), head)
  assert.equal(pushes.at(-1)?.commit, head)
})
test('a push while Pluto is away is taken, and told once later, with who pushed and from where', async () => {
  const { push, head } = await checkout('ours/shop', { 'index.html': 'while it was away' })
  away.is = true
  const before = pushes.length
  assert.equal((await push()).code, 0)
  await reportAll(cloud)
  assert.equal(pushes.length, before)
  away.is = false
  await reportAll(cloud)
  await reportAll(cloud)
  assert.deepEqual(
    pushes.slice(before).map(({ repository, commit, by }) => [repository, commit, by]),
    [['ours/shop', head, 'mine']],
  )
  assert.equal(clients.at(-1), '127.0.0.1 ')
})
test('a full repository is said before anything is sent, and what a killed push left is swept', async () => {
  const { push, commit, head } = await checkout('own/full', { 0: randomBytes(mostBytes / 2) })
  assert.equal((await push()).code, 0)
  let last = head
  let refused = ''
  for (let at = 1; refused === '' && at < 12; at += 1) {
    const made = await commit({ [at]: randomBytes(mostBytes / 2) }, `Number ${at}`)
    const { code: exit, stderr } = await push()
    if (exit === 0) last = made
    else refused = stderr
  }
  assert.match(refused, /remote: opads: The repository may have 20 MiB.*\(source\.repository-full\)/)
  assert.equal(await repositories.head('own/full'), last)
  const left = join(repositories.path('own/full'), 'objects/tmp_objdir-incoming-x1')
  const draft = `${repositories.path('own/full')}.1-${crypto.randomUUID()}`
  await Promise.all([mkdir(left), mkdir(draft)])
  await repositories.sweep()
  await assert.rejects(readdir(left), /ENOENT/)
  await assert.rejects(readdir(draft), /ENOENT/)
  assert.equal(await repositories.head('own/full'), last)
})
test('while Pluto cannot say who may, git says so and that nothing was changed', async () => {
  const { push } = await checkout('ours/shop', { 'index.html': 'nobody knows me' })
  const before = await repositories.head('ours/shop')
  away.knows = true
  const { code: exit, stderr } = await push()
  away.knows = false
  assert.notEqual(exit, 0)
  assert.match(stderr, /remote: opads: .*\(source\.away\)/)
  assert.match(stderr, /remote: Nothing was changed\. Try again/)
  assert.equal(await repositories.head('ours/shop'), before)
})
test('protocol 2 is spoken, and bodies may be packed', async () => {
  const headers = { 'git-protocol': 'version=2', 'content-type': 'application/x-git-upload-pack-request' }
  const advert = await ask('/ours/shop.git/info/refs?service=git-upload-pack', { headers })
  assert.match(advert.text, /version 2\n/)
  const command = `${line('command=ls-refs\n')}0001${line('ref-prefix refs/heads/\n')}0000`
  const packed = {
    method: 'POST',
    headers: { ...headers, 'content-encoding': 'gzip' },
    body: gzipSync(command),
  }
  assert.match(
    (await ask('/ours/shop.git/git-upload-pack', packed)).text,
    /^003d[0-9a-f]{40} refs\/heads\/main\n0000$/,
  )
})
test('no path leads out of the repositories, and files of git are not given out', async () => {
  const below = '/info/refs?service=git-upload-pack'
  for (const path of [
    '/../../etc/passwd',
    `/../../etc/shop.git${below}`,
    `/ours/..%2f..%2fetc.git${below}`,
    `/ours/../theirs/wiki.git${below}`,
    `//ours/shop.git${below}`,
    `//${below}`,
    '/ours/shop.git/HEAD',
    '/ours/shop.git/config',
    '/ours/shop.git/objects/info/packs',
    '/source/1/../../x',
    '//',
    '/',
  ])
    assert.equal((await ask(path)).status, 404, path)
  assert.equal((await ask('/ours/shop.git/info/refs')).status, 403)
  assert.equal((await ask('/ours/shop.git/info/refs?service=git-upload-archive')).status, 403)
})
test('who goes away in the middle leaves no git behind', async () => {
  const { push, head } = await checkout('ours/blog', { one: randomBytes(mostBytes / 2), two: 'x' })
  assert.equal((await push()).code, 0)
  const body = `${line('command=fetch')}0001${line('no-progress')}${line(`want ${head}\n`)}${line('done\n')}0000`
  const headers = { authorization, 'git-protocol': 'version=2' }
  const clone = request(origin, { path: '/ours/blog.git/git-upload-pack', method: 'POST', headers })
  clone.end(body)
  const [answer] = (await once(clone, 'response')) as [import('node:http').IncomingMessage]
  await once(answer, 'readable')
  assert.ok((await children()).some((words) => words.includes('upload-pack')))
  clone.destroy()
  const order = `${line(`${'0'.repeat(40)} ${head} refs/heads/half\0report-status`)}0000` // the pack never comes
  const half = request(origin, {
    path: '/ours/blog.git/git-receive-pack',
    method: 'POST',
    headers: { ...headers, 'content-encoding': 'gzip', 'content-length': '100000' },
  })
  half.on('error', () => {}).write(gzipSync(order, { finishFlush: constants.Z_SYNC_FLUSH }))
  await waitFor(
    'git to take the push',
    async () => (await children()).some((words) => words.includes('receive-pack')),
    { everyMs: 20 },
  )
  half.destroy()
  await waitFor('git to be gone', async () => !(await children()).some((words) => words.startsWith('git')), {
    boundMs: 10_000,
    everyMs: 20,
  })
})
test('what a power cut emptied does not keep pushes back, nor hide what was pushed', async () => {
  const at = (name: string) => join(repositories.path('own/cut'), name)
  await repositories.ensure('own/cut', '2026-01-01T00:00:00Z')
  const told = async () => {
    await reportAll({ repositories, pluto })
    return pushes
      .filter((one) => one.repository === 'own/cut')
      .map(({ commit, count }) => ({ commit, count }))
  }
  const { push, head, commit } = await checkout('own/cut', { 'index.html': 'hello' })
  assert.equal((await push()).code, 0)
  assert.deepEqual(await told(), [{ commit: head, count: 0 }])
  for (const text of ['', '\0\0', '{}']) {
    await writeFile(at('opads-reported'), text)
    await truncate(at('opads-born'), 0)
    const next = await commit({ 'index.html': `after ${text.length}` }, 'Again')
    assert.equal((await push()).code, 0)
    const all = await told()
    assert.equal(all.at(-1)?.commit, next)
    assert.equal(await repositories.head('own/cut'), next)
    // A later push has a new count, by which Pluto knows it from earlier ones.
    assert.equal(new Set(all.map(({ count }) => count)).size, all.length)
  }
  assert.equal(await readFile(at('opads-born'), 'utf8'), '2026-01-01T00:00:00Z')
  // The repository of an earlier application of this name is not shown.
  await truncate(at('opads-born'), 0)
  await utimes(at('opads-born'), new Date(0), new Date(0))
  await repositories.ensure('own/cut', '2026-01-01T00:00:00Z')
  assert.equal(await repositories.head('own/cut'), undefined)
})
test('an object and a branch are on the disk when git answers', async () => {
  const { folder } = await checkout('ours/shop', { 'index.html': 'hello' })
  for (const [name, ...words] of [
    ['update-ref', 'refs/heads/other', 'HEAD'],
    ['hash-object', '-w', '--stdin'],
  ] as const) {
    const trace = join(folder, name)
    const env = { ...gitSettings(), GIT_TRACE2_PERF: trace }
    await exec(['git', name, ...words], { cwd: folder, env, input: 'not there before' })
    assert.match(await readFile(trace, 'utf8'), /fsync\/\S*flush:[1-9]/, name)
  }
})
