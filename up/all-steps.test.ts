import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allSteps } from './all-steps.ts'
import { defaultParts } from './parts.ts'
import { machinePackages } from './steps/packages.ts'
import { readWords } from './words.ts'
import type { UpWorld } from './world.ts'

test('the way begins with the machine and ends with the sample, with ids of its own for each step', () => {
  const steps = allSteps(readWords(['up']), defaultParts)
  assert.equal(steps[0]?.id, 'machine')
  assert.deepEqual(
    steps.slice(-2).map((step) => step.title),
    ['What parts no longer have', 'Sample application from git'],
  )
  assert.equal(new Set(steps.map((step) => step.id)).size, steps.length)
})
test('each step stands after those that it needs', () => {
  const steps = allSteps(readWords(['up']), defaultParts)
  for (const [index, step] of steps.entries()) {
    const before = new Set(steps.slice(0, index).map(({ id }) => id))
    assert.deepEqual(
      step.needs.filter((id) => !before.has(id)),
      [],
      step.id,
    )
  }
})
test('programs, images without programs and hosts come at the same time; the cluster waits for all that is on hosts', () => {
  const steps = new Map(allSteps(readWords(['up']), defaultParts).map((step) => [step.id, step]))
  const all = (id: string): readonly string[] => steps.get(id)!.needs.flatMap((one) => [one, ...all(one)])
  for (const id of ['programs', 'images-own', 'hosts']) assert.deepEqual(all(id), ['machine'])
  for (const id of ['programs', 'images', 'hosts']) assert.ok(all('cluster').includes(id), id)
  for (const id of ['images-own', 'cluster']) assert.ok(all('images-push').includes(id), id)
  const besides = ['sample', 'cluster-ready'] // the cluster is verified while parts start
  for (const id of steps.keys()) assert.ok(besides.includes(id) || all('sample').includes(id), id)
})
test('a machine that has the packages is left alone', async () => {
  const stdout = machinePackages.map((name) => `${name} installed\n`).join('')
  const machine = allSteps(readWords(['up']), defaultParts)[0]!
  const world = (text: string) =>
    ({ exec: async () => ({ code: 0, stdout: text, stderr: '' }) }) as unknown as UpWorld
  assert.equal(await machine.isDone?.(world(stdout)), true)
  assert.equal(
    await machine.isDone?.(world(stdout.replace('docker.io installed', 'docker.io config-files'))),
    false,
  )
})
test('a cloud without the sample ends with its parts', () => {
  const without = defaultParts.filter(({ name }) => name !== 'sample')
  assert.equal(allSteps(readWords(['up']), without).at(-1)?.id, 'parts-removed')
})
