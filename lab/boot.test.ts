import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sysctlLines, unit } from './boot.ts'

const text = unit('systemd')

test('the unit starts the engine with the labs’ own socket and folders, at every boot', () => {
  assert.match(
    text,
    /^ExecStart=\/usr\/bin\/env dockerd --host unix:\/\/\/run\/opads-lab\/docker\.sock --data-root \/var\/lib\/opads\/lab\/docker /m,
  )
  assert.match(text, /native\.cgroupdriver=systemd$/m)
  assert.match(text, /^WantedBy=multi-user\.target$/m)
  assert.match(text, /^RuntimeDirectory=opads-lab$/m)
})
test('at boot only what is too low is raised', () => {
  const sysctls = {
    'fs/inotify/max_user_instances': '128',
    'fs/inotify/max_user_watches': '1048576',
    'net/ipv4/ip_forward': '0',
  }
  assert.equal(
    sysctlLines({
      engine: 'own',
      forward: 'ACCEPT',
      engineRules: [],
      sysctls,
      units: {},
      packages: [],
      isSettled: false,
    }),
    'fs.inotify.max_user_instances = 8192\nnet.ipv4.ip_forward = 1\n',
  )
})
