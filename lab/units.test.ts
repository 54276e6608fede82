import assert from 'node:assert/strict'
import { test } from 'node:test'
import { holdBack, putBack, unitsIn } from './units.ts'

/** Output of systemd 252. */
const shown = (...units: readonly (readonly [id: string, load: string, file: string, active: string])[]) =>
  units
    .map(
      ([id, load, file, active]) =>
        `Id=${id}\nLoadState=${load}\nActiveState=${active}\nUnitFileState=${file}\n`,
    )
    .join('\n')

const none = shown(
  ['docker.socket', 'not-found', '', 'inactive'],
  ['docker.service', 'not-found', '', 'inactive'],
  ['containerd.service', 'not-found', '', 'inactive'],
)
const installed = shown(
  ['docker.socket', 'loaded', 'enabled', 'active'],
  ['docker.service', 'loaded', 'enabled', 'active'],
  ['containerd.service', 'loaded', 'enabled', 'active'],
)
const held = shown(
  ['docker.socket', 'masked', 'masked-runtime', 'inactive'],
  ['docker.service', 'masked', 'masked-runtime', 'inactive'],
  ['containerd.service', 'masked', 'masked-runtime', 'inactive'],
)

test('what is not there is no unit', () => {
  assert.deepEqual(unitsIn(none), {})
  assert.deepEqual(unitsIn(''), {})
  assert.deepEqual(unitsIn(installed)['docker.service'], { file: 'enabled', isActive: true })
})
test('a new engine is not started by its package, and neither now nor at boot later', () => {
  const all = ['docker.socket', 'docker.service', 'containerd.service']
  assert.deepEqual(holdBack(unitsIn(none)), [['systemctl', 'mask', '--runtime', ...all]])
  assert.deepEqual(putBack(unitsIn(none), unitsIn(held)), [
    ['systemctl', 'unmask', '--runtime', ...all],
    ['systemctl', 'disable', '--now', ...all],
  ])
  assert.deepEqual(putBack(unitsIn(none), unitsIn(installed)), [['systemctl', 'disable', '--now', ...all]])
  assert.deepEqual(putBack(unitsIn(none), unitsIn(none)), [])
})
test('units that were there are left alone, also where another one comes', () => {
  const containerd = unitsIn(shown(['containerd.service', 'loaded', 'enabled', 'active']))
  assert.deepEqual(holdBack(containerd), [
    ['systemctl', 'mask', '--runtime', 'docker.socket', 'docker.service'],
  ])
  assert.deepEqual(putBack(containerd, unitsIn(installed)), [
    ['systemctl', 'disable', '--now', 'docker.socket', 'docker.service'],
  ])
  assert.deepEqual(putBack(unitsIn(installed), unitsIn(installed)), [])
})
