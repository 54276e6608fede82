/** Real Go fetches the pinned Go while the operator has turned the checksum database off; a tampered module is refused. */
import assert from 'node:assert/strict'
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { apt } from '@opads/world/apt'
import { type Exec, exec } from '@opads/world/exec'
import { goProgram } from './go.ts'
import { goEnvironment } from './go-environment.ts'
import { goToolchain } from './recipe.ts'

const top = await mkdtemp(join(tmpdir(), 'opads-toolchain-'))
after(async () => {
  await exec(['chmod', '--recursive', 'u+w', top])
  await rm(top, { recursive: true })
})

/** As on a machine whose operator has set it by `go env -w`. */
await writeFile(join(top, 'go.env'), 'GOSUMDB=off\nGOFLAGS=-mod=vendor\n')
const operator: Exec = (argv, options = {}) =>
  exec(argv, { ...options, env: { GOENV: join(top, 'go.env'), GOSUMDB: undefined, ...options.env } })
const get = (cache: string, run = operator) =>
  goProgram({ exec: run, apt: apt(exec), cache: join(top, cache), note: () => {} })

test('the pinned Go comes, checked by the sum of this checkout, and is found the second time', {
  timeout: 5 * 60_000,
}, async () => {
  const go = await get('one')
  const { stdout } = await operator([go, 'version'], { env: goEnvironment(join(top, 'one')) })
  assert.match(stdout, new RegExp(`^go version ${goToolchain} `))
  const offline: Exec = (argv, options = {}) =>
    operator(argv, { ...options, env: { ...options.env, GOPROXY: 'off' } })
  assert.equal(await get('one', offline), go)
})

test('other bytes under its name are refused', { timeout: 5 * 60_000 }, async () => {
  const there = join(top, 'one/go/mod/cache/download')
  const module = 'golang.org/toolchain/@v'
  const name = `v0.0.1-${goToolchain}.linux-amd64`
  await mkdir(join(top, 'proxy', module), { recursive: true })
  const zip = join(top, 'proxy', module, `${name}.zip`)
  await copyFile(join(there, module, `${name}.zip`), zip)
  const append = 'import sys, zipfile; zipfile.ZipFile(sys.argv[1], "a").writestr(sys.argv[2], "more")'
  await exec(['python3', '-c', append, zip, `golang.org/toolchain@${name}/bin/more`])
  await writeFile(join(top, 'proxy', module, `${name}.mod`), 'module golang.org/toolchain\n')
  await writeFile(join(top, 'proxy', module, `${name}.info`), JSON.stringify({ Version: name }))
  const tampered: Exec = (argv, options = {}) =>
    operator(argv, { ...options, env: { ...options.env, GOPROXY: `file://${top}/proxy` } })
  await assert.rejects(get('two', tampered), { code: 'artifact.no-toolchain', message: /checksum mismatch/ })
})
