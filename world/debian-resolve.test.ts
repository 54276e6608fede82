import assert from 'node:assert/strict'
import { test } from 'node:test'
import { installsIn } from './debian-resolve.ts'

test('what a simulated run would install, upgrades included', () => {
  const plan = `NOTE: This is only a simulation!
Inst gcc-14-base (14.2.0-19 Debian:13.2/stable [amd64])
Inst libssl3t64 [3.5.1-1] (3.5.1-1+deb13u1 Debian-Security:13/stable-security, Debian:13.2/stable [amd64]) []
Inst libc6:amd64 (2.41-12 Debian:13.2/stable [amd64])
Conf libc6 (2.41-12 Debian:13.2/stable [amd64])
`
  assert.deepEqual(installsIn(plan), [
    { name: 'gcc-14-base', version: '14.2.0-19' },
    { name: 'libssl3t64', version: '3.5.1-1+deb13u1' },
    { name: 'libc6', version: '2.41-12' },
  ])
})
