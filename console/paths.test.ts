import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultStringifySearch } from '@tanstack/react-router'
import { paths, patterns } from './paths.ts'

type Address = {
  readonly to: string
  readonly params?: Readonly<Record<string, string>>
  readonly search?: object
}
const hrefOf = ({ to, params, search = {} }: Address) =>
  to.replace(/\$(\w+)/g, (_, name: string) => params![name]!) + defaultStringifySearch(search)

test('these are all addresses; links that people have kept lead to them', () => {
  const addresses: Readonly<Record<keyof typeof paths, readonly Address[]>> = {
    signIn: [paths.signIn(), paths.signIn('/runs/7')],
    firstPassword: [paths.firstPassword()],
    applications: [
      paths.applications(),
      paths.applications({ search: 'shop', tenant: 'retail' }),
      paths.applications({ search: '42' }),
      paths.applications({ create: true }),
    ],
    application: [paths.application('hello'), paths.application('hello', { pods: 'uat' })],
    variables: [paths.variables('hello'), paths.variables('hello', { environment: 'prod' })],
    logs: [
      paths.logs('hello'),
      paths.logs('hello', { environment: 'uat', pod: 'hello-5b8c9-tq7wn', previous: true }),
    ],
    runs: [paths.runs(), paths.runs({ application: 'hello', state: 'failed', kind: 'build' })],
    run: [paths.run(55)],
    activity: [paths.activity(), paths.activity({ application: 'hello' })],
    clusters: [paths.clusters()],
    users: [paths.users()],
    tenants: [paths.tenants()],
    members: [paths.members('retail')],
    audit: [
      paths.audit(),
      paths.audit({ account: 'mei', act: 'token', outcome: 'refused', from: '2026-11-28' }),
    ],
    account: [paths.account()],
  }
  assert.deepEqual(Object.values(addresses).flat().map(hrefOf), [
    '/sign-in',
    '/sign-in?to=%2Fruns%2F7',
    '/first-password',
    '/applications',
    '/applications?search=shop&tenant=retail',
    '/applications?search=%2242%22',
    '/applications?create=true',
    '/applications/hello',
    '/applications/hello?pods=uat',
    '/applications/hello/config',
    '/applications/hello/config?environment=prod',
    '/applications/hello/logs',
    '/applications/hello/logs?environment=uat&pod=hello-5b8c9-tq7wn&previous=true',
    '/runs',
    '/runs?application=hello&state=failed&kind=build',
    '/runs/55',
    '/activity',
    '/activity?application=hello',
    '/clusters',
    '/users',
    '/tenants',
    '/tenants/retail/members',
    '/audit',
    '/audit?account=mei&act=token&outcome=refused&from=2026-11-28',
    '/account',
  ])
})
test('each pattern is built by its own path', () => {
  assert.deepEqual(Object.keys(paths).sort(), Object.keys(patterns).sort())
})
