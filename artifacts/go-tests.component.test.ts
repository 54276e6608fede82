/** Runs the tests of our own Go programs, with the Go that builds them. */
import assert from 'node:assert/strict'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { apt } from '@opads/world/apt'
import { exec } from '@opads/world/exec'
import { goProgram } from './go.ts'
import { goEnvironment } from './go-environment.ts'

const cache = process.env.OPADS_CACHE ?? join(homedir(), '.cache/opads')
const ours = ['local-volumes']

for (const name of ours)
  test(`${name}: its own tests pass`, { timeout: 15 * 60_000 }, async () => {
    const go = await goProgram({ exec, apt: apt(exec), cache, note: () => {} })
    const cwd = join(import.meta.dirname, `modules/${name}`)
    const { stdout } = await exec([go, 'test', '-json', '.'], { cwd, env: goEnvironment(cache) })
    assert.match(stdout, /"Action":"pass","Package":"[^"]+","Test":/)
  })
