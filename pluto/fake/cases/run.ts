/** Cases of runs: from a push and a build to a release, a deploy, a rollback. */
import { foreign, internal, mine, operator } from './calls.ts'
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
const logRoute = 'GET /api/v1/runs/:id/log'
const cancel = 'POST /api/v1/runs/:id/cancel'
const decide = 'POST /api/v1/runs/:id/decision'
const explain = 'GET /api/v1/access/explain'
const led = { id: '<led>' }
const begun = { code: 'build.begun', facts: { commit, base: 'node', count: 2, said: 'a\0b' } }
const facts = { step: 'npm ci', exitCode: 1, lastLines: 'a\0b' }
const fault = { code: 'build.failed', sentence: 'The step "npm ci"\0ended', next: 'Push again.', facts }

export const runCases: readonly Case[] = [
  internal(404, pushes, { body: { ...push, repository: 'theirs/shop' } }),
  internal(422, pushes, { body: { ...push, count: -1, title: 'x'.repeat(501) } }),
  internal(202, pushes, { body: push }),
  internal(202, pushes, { body: push }),
  mine(200, show),
  internal(409, log, { params: { id: '999' }, body: { worker: 'one', lines: [] } }),
  internal(422, lease, { body: { kind: 'gate', worker: 'one' } }),
  internal(200, lease, { body: { kind: 'build', worker: 'one' } }),
  internal(409, log, { body: { worker: 'two', lines: [] } }),
  internal(204, log, { body: { worker: 'one', lines: [{ step: 'npm ci', text: 'a\0b' }, { step: 'build', text: '' }] } }),
  internal(204, log, { body: { worker: 'one', lines: [{ step: 'build', text: 'begun', message: begun }] } }),
  internal(409, finish, { body: { worker: 'two' } }),
  internal(404, finish, { params: { id: '999' }, body: { worker: 'one' } }),
  internal(204, finish, { body: built('node') }),
  internal(409, finish, { body: built('node') }),
  internal(409, log, { body: { worker: 'one', lines: [] } }),
  mine(200, show),
  mine(200, show, { params: led }),
  mine(200, logRoute),
  mine(200, logRoute, { query: '?follow=true' }),
  mine(200, logRoute, { query: '?format=json' }),
  mine(422, logRoute, { query: '?follow=perhaps&tail=3&format=yaml' }),
  mine(409, cancel),
  mine(409, decide, { body: { approve: true } }),
  mine(422, decide, { body: { approve: false } }),
  mine(422, decide, { body: { approve: true, because: 'no' } }),
  internal(200, lease, { body: { kind: 'deploy', worker: 'two' } }),
  internal(204, finish, { body: { worker: 'two' } }),
  mine(200, show),
  mine(422, build, { body: { ref: '', branch: 'main' } }),
  mine(422, build, { body: { ref: 'a\0b' } }),
  mine(422, build, { body: { ref: 'main~1' } }),
  mine(404, build, { params: { name: 'nothing' }, body: {} }),
  mine(202, build, { body: { ref: 'held' } }),
  mine(403, decide, { waits: true, body: { approve: true } }),
  mine(403, decide, { body: { approve: false, because: 'no' } }),
  mine(200, explain, { query: '?act=run.decide&run=<run>' }),
  operator(200, explain, { query: '?act=run.decide&run=<run>&application=shop' }),
  mine(200, explain, { query: '?act=run.decide&application=shop' }),
  mine(404, explain, { query: '?act=run.decide&run=<run>&application=other' }),
  foreign(404, explain, { query: '?act=run.decide&run=<run>' }),
  mine(404, explain, { query: '?act=run.decide&run=999999' }),
  mine(422, explain, { query: '?act=run.decide&run=0' }),
  operator(200, decide, { body: { approve: true } }),
  operator(409, decide, { body: { approve: true } }),
  operator(200, decide, { waits: true, body: { approve: false, because: 'a\0b' } }),
  mine(202, build, { body: { ref: 'feature' } }),
  operator(202, build, { body: {} }),
  mine(202, cancel),
  mine(200, show),
  internal(200, lease, { body: { kind: 'build', worker: 'one' } }),
  internal(204, finish, { body: { worker: 'one', problem: fault } }),
  mine(200, show),
  mine(404, show, { params: { id: '999' } }),
  mine(404, show, { params: { id: '1e1' } }),
  mine(202, build, { body: {} }),
  internal(200, lease, { body: { kind: 'build', worker: 'one' } }),
  internal(204, finish, { body: built('static') }),
  mine(200, list),
  foreign(200, list),
  operator(200, list, { query: '?limit=2' }),
  mine(200, list, { query: '?kind=build&state=failed' }),
  mine(200, list, { query: '?state=waiting' }),
  mine(200, list, { query: '?application=shop2' }),
  mine(422, list, { query: '?kind=gate&state=done&application=A' }),
  mine(422, list, { query: '?cursor=99999999999' }),
] // biome-ignore format: a table of calls
