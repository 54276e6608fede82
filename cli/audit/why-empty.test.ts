import assert from 'node:assert/strict'
import { test } from 'node:test'
import { whyEmpty } from './why-empty.ts'

const all = { isFiltered: false, unknown: [] }
const of = (roles: Parameters<typeof whyEmpty>[0]['roles'], isAdmin = false) => ({
  account: 'ann',
  isAdmin,
  roles,
})

test('who may not read the audit log is told so, with who can grant it', () => {
  assert.equal(
    whyEmpty(of({ payments: 'deployer' }), undefined, all),
    'The audit log is for admins, of a tenant or of the cloud, and ann is none. Who can grant it: opads access explain audit.read --tenant payments',
  )
  const both = of({ payments: 'deployer', shop: 'admin' })
  assert.equal(
    whyEmpty(both, 'payments', { ...all, isFiltered: true }),
    'ann is deployer of payments: its audit log is for its admins. Who can grant it: opads access explain audit.read --tenant payments',
  )
  assert.equal(whyEmpty(both, undefined, all), 'No record yet. ann reads what belongs to shop.')
})
test('who may read it is told that there is nothing, and which name is unknown', () => {
  assert.equal(whyEmpty(of({}, true), undefined, all), 'No record yet.')
  const unknown = ['There is no tenant "pay"', 'There is no application "shp". Did you mean shop?']
  assert.equal(
    whyEmpty(of({}, true), 'pay', { isFiltered: true, unknown }),
    'No record fits. There is no tenant "pay". There is no application "shp". Did you mean shop?',
  )
})
