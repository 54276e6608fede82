import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Exec } from '@opads/world/exec'
import { lowSysctls } from './before.ts'
import { addressOfLab } from './entrance.ts'
import { missingHosts } from './missing-hosts.ts'
import { hostPlan } from './test-scenes/host-plan.ts'

const plan = { ...hostPlan, ...addressOfLab('127.0.0.1:8443') }
const host = `opads-${plan.lab}-${plan.name}`
const entrance = `opads-${plan.lab}-entrance`
const container = (state: object = {}) => ({
  State: { Running: true, Paused: false, ...state },
  HostConfig: {},
  NetworkSettings: { Networks: { [`opads-${plan.lab}-overlay`]: {} } },
})
/** An engine with these containers, which refuses every command that changes something. */
const missing = (containers: Readonly<Record<string, object>>) => {
  const exec = async (argv: readonly string[]) => {
    const [what, name] = argv.slice(3) as [string, string]
    assert.equal(what, 'inspect')
    const found = containers[name]
    return { code: found ? 0 : 1, stdout: JSON.stringify(found ? [found] : []), stderr: '' }
  }
  return missingHosts([plan], exec as unknown as Exec)
}

test('containers that run lack nothing', async () => {
  assert.deepEqual(await missing({ [host]: container(), [entrance]: container() }), [])
})
test('what is not there would be made, what stands still would be started; nothing is done', async () => {
  assert.deepEqual(await missing({}), [`makes host ${plan.name}`, 'makes the entrance 127.0.0.1:8443'])
  const still = container({ Running: false })
  assert.deepEqual(await missing({ [host]: still, [entrance]: still }), [
    `starts host ${plan.name}`,
    'starts the entrance 127.0.0.1:8443',
  ])
})
test('sysctls below what hosts need are named as sysctl names them', () => {
  const enough = { 'fs/inotify/max_user_instances': '8192', 'fs/inotify/max_user_watches': '600000' }
  assert.deepEqual(lowSysctls({ ...enough, 'net/ipv4/ip_forward': '1' }), [])
  assert.deepEqual(lowSysctls({ ...enough, 'net/ipv4/ip_forward': '0' }), ['net.ipv4.ip_forward'])
})
