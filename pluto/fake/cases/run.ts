/** Cases of runs: from a push and a build to a release, a deploy, a rollback. */
import type { Case } from './case.ts'

const commit = 'c0ffee01'.repeat(5)
const push = { repository: 'ours/shop', ref: 'refs/heads/main', count: 0, commit, title: 'Begin', by: 'mine' }
const image = `registry.opads.internal/applications/ours/shop@sha256:${'0'.repeat(64)}`
const built = (base: string) => ({ worker: 'one', result: { commit, image, recipe: { base, replicas: 2 } } })
const pushes = 'POST /internal/pushes'
const lease = 'POST /internal/leases'
const log = 'POST /internal/runs/:id/log'
const finish = 'POST /internal/runs/:id/finish'
const build = 'POST /api/v1/applications/:name/builds'
const list = 'GET /api/v1/runs'
const show = 'GET /api/v1/runs/:id'
const told = 'GET /api/v1/runs/:id/log'
const cancel = 'POST /api/v1/runs/:id/cancel'
const begun = { code: 'build.begun', facts: { commit, base: 'node', count: 2, said: 'a\0b' } }
const facts = { step: 'npm ci', exitCode: 1, lastLines: 'a\0b' }
const fault = { code: 'build.failed', sentence: 'The step "npm ci"\0ended', next: 'Push again.', facts }

export const runCases: readonly Case[] = [
  { route: pushes, status: 404, as: 'internal', body: { ...push, repository: 'theirs/shop' } },
  { route: pushes, status: 422, as: 'internal', body: { ...push, count: -1, title: 'x'.repeat(501) } },
  { route: pushes, status: 202, as: 'internal', body: push },
  { route: pushes, status: 202, as: 'internal', body: push },
  { route: show, status: 200, as: 'mine' },
  { route: log, status: 409, as: 'internal', params: { id: '999' }, body: { worker: 'one', lines: [] } },
  { route: lease, status: 422, as: 'internal', body: { kind: 'gate', worker: 'one' } },
  { route: lease, status: 200, as: 'internal', body: { kind: 'build', worker: 'one' } },
  { route: log, status: 409, as: 'internal', body: { worker: 'two', lines: [] } },
  { route: log, status: 204, as: 'internal', body: { worker: 'one', lines: [{ step: 'npm ci', text: 'a\0b' }, { step: 'build', text: '' }] } },
  { route: log, status: 204, as: 'internal', body: { worker: 'one', lines: [{ step: 'build', text: 'begun', message: begun }] } },
  { route: finish, status: 409, as: 'internal', body: { worker: 'two' } },
  { route: finish, status: 404, as: 'internal', params: { id: '999' }, body: { worker: 'one' } },
  { route: finish, status: 204, as: 'internal', body: built('node') },
  { route: finish, status: 409, as: 'internal', body: built('node') },
  { route: log, status: 409, as: 'internal', body: { worker: 'one', lines: [] } },
  { route: show, status: 200, as: 'mine' },
  { route: told, status: 200, as: 'mine' },
  { route: told, status: 200, as: 'mine', query: '?follow=true' },
  { route: told, status: 200, as: 'mine', query: '?format=json' },
  { route: told, status: 422, as: 'mine', query: '?follow=perhaps&tail=3&format=yaml' },
  { route: cancel, status: 409, as: 'mine' },
  { route: lease, status: 200, as: 'internal', body: { kind: 'deploy', worker: 'two' } },
  { route: finish, status: 204, as: 'internal', body: { worker: 'two' } },
  { route: show, status: 200, as: 'mine' },
  { route: build, status: 422, as: 'mine', body: { ref: '', branch: 'main' } },
  { route: build, status: 422, as: 'mine', body: { ref: 'a\0b' } },
  { route: build, status: 404, as: 'mine', params: { name: 'nothing' }, body: {} },
  { route: build, status: 202, as: 'mine', body: { ref: 'feature' } },
  { route: build, status: 202, as: 'operator', body: {} },
  { route: cancel, status: 202, as: 'mine' },
  { route: show, status: 200, as: 'mine' },
  { route: lease, status: 200, as: 'internal', body: { kind: 'build', worker: 'one' } },
  { route: finish, status: 204, as: 'internal', body: { worker: 'one', problem: fault } },
  { route: show, status: 200, as: 'mine' },
  { route: show, status: 404, as: 'mine', params: { id: '999' } },
  { route: show, status: 404, as: 'mine', params: { id: '1e1' } },
  { route: build, status: 202, as: 'mine', body: {} },
  { route: lease, status: 200, as: 'internal', body: { kind: 'build', worker: 'one' } },
  { route: finish, status: 204, as: 'internal', body: built('static') },
  { route: list, status: 200, as: 'mine' },
  { route: list, status: 200, as: 'foreign' },
  { route: list, status: 200, as: 'operator', query: '?limit=2' },
  { route: list, status: 200, as: 'mine', query: '?kind=build&state=failed' },
  { route: list, status: 200, as: 'mine', query: '?application=shop2' },
  { route: list, status: 422, as: 'mine', query: '?kind=gate&state=done&application=A' },
  { route: list, status: 422, as: 'mine', query: '?cursor=99999999999' },
] // biome-ignore format: a table of calls
