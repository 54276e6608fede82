import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { roomAnswers } from '@opads/world/room-answers'
import { withAddress } from '../address.ts'
import { allSteps } from '../all-steps.ts'
import { partsAsKept } from '../parts.ts'
import { runSteps } from '../run-steps.ts'
import { readWords } from '../words.ts'
import type { UpWorld } from '../world.ts'
import { machinePackages } from './packages.ts'

const listening = (at: string) => readWords(['up', '--listen', at])
const installed = machinePackages.map((name) => `${name} installed\n`).join('')

test('a run that fails before it makes hosts keeps neither address nor parts: the next may listen elsewhere', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'opads-hosts-'))
  const words = await withAddress(listening('127.0.0.1:9443'), folder)
  const run = (packages: string) => {
    const fails = async () => assert.fail('not today')
    const exec = async () => (packages === '' ? fails() : { code: 0, stdout: packages, stderr: '' })
    const chosen = partsAsKept({ with: [], without: [] })
    const answers = roomAnswers(fails, '')
    const world = { ...chosen, words, folder, room: fails, answers, exec } as unknown as UpWorld
    const tools = { now: Date.now, stop: new AbortController(), journal: async () => {}, report: () => {} }
    return assert.rejects(runSteps(allSteps(words, chosen.parts), world, tools), { message: 'not today' })
  }
  try {
    await run('')
    assert.deepEqual(await readdir(folder), [])
    await withAddress(listening('127.0.0.1:8443'), folder)
    await run(installed)
    assert.deepEqual((await readdir(folder)).sort(), ['address.json', 'parts.json'])
    await assert.rejects(withAddress(listening('127.0.0.1:8443'), folder), { code: 'up.listens-elsewhere' })
  } finally {
    await rm(folder, { recursive: true })
  }
})
