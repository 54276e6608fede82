import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Role, roles } from '@opads/kernel/role'
import { environmentNames } from '../environment/shapes.ts'
import { type Act, actNames, acts, may, mayDo, type Rights, type Scope, sees } from './roles.ts'

const as = (role?: Role): Rights => ({ isAdmin: false, roles: role ? { ours: role } : {} })
const platform: Rights = { isAdmin: true, roles: {} }
const at = (environment: Scope['environment'] = null): Scope => ({
  tenant: 'ours',
  application: 'shop',
  environment,
})
const who = (act: Act, scope: Scope) => roles.filter((role) => may(as(role), act, scope).allowed)

test('a change goes into an environment that needs approval only by a deployer', () => {
  const changes: readonly Act[] = [
    'application.deploy',
    'application.scale',
    'application.config',
    'application.secrets',
    'run.cancel',
  ]
  for (const act of changes) {
    for (const environment of ['sit', 'uat'] as const)
      assert.deepEqual(who(act, at(environment)), ['developer', 'deployer', 'admin'], act)
    assert.deepEqual(who(act, at('prod')), ['deployer', 'admin'], act)
  }
})
test('what waits is approved or refused only by a deployer, wherever it goes', () => {
  for (const environment of [null, ...environmentNames])
    assert.deepEqual(who('run.decide', at(environment)), ['deployer', 'admin'])
})
test('each role may do what the lesser ones may', () => {
  for (const act of actNames)
    for (const environment of [null, ...environmentNames]) {
      const allowed = who(act, at(environment))
      assert.deepEqual(allowed, roles.slice(roles.length - allowed.length), act)
    }
})
test('nobody grants more than they have: only the greatest role changes members', () => {
  for (const act of ['member.add', 'member.change', 'member.remove'] as const)
    assert.deepEqual(who(act, at()), [roles.at(-1)], act)
})
test('a role counts in its tenant alone, and names of objects are no tenants', () => {
  const theirs: Scope = { tenant: 'theirs', application: null, environment: null }
  for (const role of roles) {
    assert.ok(!sees(as(role), 'theirs'))
    assert.deepEqual(may(as(role), 'application.read', theirs), {
      allowed: false,
      needed: 'viewer',
      held: 'none',
    })
  }
  for (const tenant of ['constructor', 'toString', '__proto__']) {
    assert.ok(!sees(as('admin'), tenant))
    assert.ok(!may(as('admin'), 'application.read', { ...theirs, tenant }).allowed)
  }
})
test('no role of a tenant is a right of the platform', () => {
  for (const act of actNames.filter((one) => /^(tenant|account)\.(create|delete|change)/.test(one))) {
    assert.deepEqual(who(act, at()), [], act)
    assert.ok(may(platform, act, at()).allowed)
  }
})
test('an administrator of the platform may do all, which shows where no role allows it', () => {
  assert.deepEqual(may(platform, 'application.delete', at()), {
    allowed: true,
    needed: 'admin',
    held: 'platform',
  })
  const both: Rights = { isAdmin: true, roles: { ours: 'deployer' } }
  assert.equal(may(both, 'application.deploy', at('prod')).held, 'deployer')
  assert.equal(may(both, 'application.delete', at()).held, 'platform')
})
test('each act on an application or a run that a role allows is listed, at the one or in its environments', () => {
  const listedFor = actNames.filter((act) => /^(application|run)\./.test(act) && act !== 'application.create')
  for (const role of roles)
    for (const environment of ['sit', 'prod'] as const) {
      const listed = [...mayDo(as(role), at(null)), ...mayDo(as(role), at(environment))].sort()
      const allowed = listedFor.filter((act) =>
        who(act, typeof acts[act] === 'object' ? at(environment) : at()).includes(role),
      )
      assert.deepEqual(listed, allowed.toSorted(), `${role} in ${environment}`)
    }
})
test('what one may do is listed where it differs: at the application, or in the environment', () => {
  const [build, deploy] = ['application.build', 'application.deploy'] as const
  for (const [role, where, may] of [
    ['viewer', null, []],
    ['viewer', 'sit', []],
    ['developer', null, [build]],
    ['developer', 'sit', [deploy]],
    ['developer', 'prod', []],
    ['deployer', null, [build]],
    ['deployer', 'prod', [deploy]],
  ] as const) {
    const listed = mayDo(as(role), at(where))
    assert.deepEqual(
      listed.filter((act) => act === build || act === deploy),
      may,
      `${role} at ${where}`,
    )
    for (const act of listed) assert.ok(who(act, at(where)).includes(role), act)
  }
  assert.ok(!mayDo(as('admin'), at()).some((act) => /^(member|application\.create)/.test(act)))
})
