/**
 * Several opads of one machine at once, and one after a power cut, in their own network, mount and PID namespaces: this machine is not
 * touched. The test starts this file again there, once per scene; the scene returns what it saw as JSON.
 */
import assert from 'node:assert/strict'
import { access, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { holdCloud, machineLock } from '@opads/world/cloud-lock'
import { exec } from '@opads/world/exec'
import { holdLock } from '@opads/world/lock'
import { engineFolder } from './docker.ts'
import { playIfAsked, play as playIn } from './test-scenes/scenes.ts'

const opads = [process.execPath, join(import.meta.dirname, '../cli/main.ts')] as const
const isNoted = () =>
  access(join(engineFolder, 'before.json')).then(
    () => true,
    () => false,
  )
type Seen = {
  readonly code: number
  readonly stderr: string
  readonly isNoted: boolean
}

/** This process has id 1 in its namespace, which counts as nobody's parent; `under` starts a process that does. */
async function lab(words: readonly string[], ...under: readonly string[]): Promise<Seen> {
  const [first, ...rest] = [...under, ...opads, 'lab', ...words]
  const { code, stderr } = await exec([first!, ...rest], { codes: 'any' })
  return { code, stderr, isNoted: await isNoted() }
}

const scenes: Readonly<Record<string, () => Promise<readonly Seen[]>>> = {
  preparing: async () => {
    const release = await holdLock(machineLock, 'shared') // as `opads up` does
    await lab(['note', 'docker.io'])
    const during = await lab(['stop'])
    await release()
    return [during, await lab(['stop'])]
  },
  last: async () => {
    await mkdir(join(engineFolder, 'slots'), { recursive: true })
    await writeFile(join(engineFolder, 'slots/0'), 'dev')
    const release = await holdLock(machineLock, 'shared')
    const during = await lab(['down', '--cloud', 'dev'])
    await release()
    return [during, await lab(['stop'])]
  },
  cut: async () => {
    await lab(['note', 'docker.io'])
    await writeFile(join(engineFolder, 'before.json'), '')
    const refused = await lab(['stop'])
    await rm(join(engineFolder, 'before.json')) // as it says
    return [refused, await lab(['stop'])]
  },
  busy: async () => {
    const down = ['down', '--cloud', 'dev']
    await mkdir(join(engineFolder, 'slots'), { recursive: true })
    await writeFile(join(engineFolder, 'slots/0'), 'dev')
    const release = await holdCloud('dev')
    const strangers = [await lab(['up', '--cloud', 'dev']), await lab(down)]
    await release()
    await rm(join(engineFolder, 'slots/0')) // then it has nothing to do
    return [...strangers, await lab(down, 'flock', '/run/opads/dev.lock')]
  },
}

await playIfAsked(scenes)

const play = (scene: string) => playIn<Seen>(import.meta.filename, scene)
const options = { skip: process.getuid?.() !== 0 && 'only root has a lab', timeout: 150_000 }

test(
  'what a machine was is kept while an up prepares it, and given back when that has ended',
  options,
  async () => {
    const [during, after] = await play('preparing')
    assert.deepEqual([during?.code, during?.isNoted], [5, true], during!.stderr)
    assert.match(during!.stderr, /lab\.being-prepared/)
    assert.deepEqual([after?.code, after?.isNoted], [0, false], after!.stderr)
  },
)
test(
  'the last lab goes while an up prepares the machine for another, and leaves it prepared',
  options,
  async () => {
    const [during, after] = await play('last')
    assert.deepEqual([during?.code, during?.isNoted], [0, true], during!.stderr)
    assert.deepEqual([after?.code, after?.isNoted], [0, false], after!.stderr)
  },
)
test('a note that a power cut has emptied is refused with the way out, which works', options, async () => {
  const [refused, after] = await play('cut')
  assert.equal(refused?.code, 4, refused!.stderr)
  assert.match(refused!.stderr, /file\.unreadable[\s\S]*Remove it.*: rm \/var\/lib\/opads\/lab\/before\.json/)
  assert.equal(after?.code, 0, after!.stderr)
})
test('hosts of a cloud are not changed beside who works on it, but by its own child', options, async () => {
  const [up, down, child] = await play('busy')
  for (const one of [up, down]) {
    assert.equal(one?.code, 5, one!.stderr)
    assert.match(one!.stderr, /up\.busy/)
  }
  assert.match(child!.stderr, /lab\.unknown/)
})
