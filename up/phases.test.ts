import assert from 'node:assert/strict'
import { test } from 'node:test'
import { phases, programs, type UpWorld } from './phases.ts'
import { readWords } from './words.ts'

test('the way begins with the machine and ends with the sample, with ids of its own for each step', () => {
  const steps = phases(readWords(['up']), '/nowhere')
  assert.equal(steps[0]?.id, 'machine')
  assert.deepEqual(
    steps.slice(-2).map((step) => step.title),
    ['Git and builds', 'Sample application from git'],
  )
  assert.equal(new Set(steps.map((step) => step.id)).size, steps.length)
  assert.equal(steps.filter((step) => step.title.startsWith('Program')).length, programs.length)
})

test('a machine that has the packages is left alone', async () => {
  const stdout = [
    'docker.io',
    'mmdebstrap',
    'ansible-core',
    'openssh-client',
    'libseccomp-dev',
    'gcc',
    'libc6-dev',
    'zstd',
  ]
    .map((name) => `${name} installed\n`)
    .join('')
  const words = readWords(['up'])
  const world = { exec: async () => ({ code: 0, stdout, stderr: '' }), words } as unknown as UpWorld
  assert.equal(await phases(words, '/nowhere')[0]?.isDone?.(world), true)
  const without = {
    ...world,
    exec: async () => ({
      code: 1,
      stdout: stdout.replace('docker.io installed', 'docker.io config-files'),
      stderr: '',
    }),
  }
  assert.equal(await phases(words, '/nowhere')[0]?.isDone?.(without), false)
})
