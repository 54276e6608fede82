/** What was built and deployed in the company before anybody looked: releases, runs with their logs, events. */
import { faultOf } from '@opads/kernel/fault'
import { Problem } from '@opads/kernel/problem'
import { buildLog, deployLog, failedBuildLog } from '../logs.ts'
import { said } from '../sentences.ts'
import { type Adding, day, hour, minute, second } from './add.ts'

export const commits = {
  c1: '51e0d4b7f0a92c3d4e5f60718293a4b5c6d7e8f9',
  c2: 'c2ab91e04d5f6a7b8c9d0e1f2a3b4c5d6e7f8091',
  c3: '9f31c07a1b2c3d4e5f60718293a4b5c6d7e8f9a0',
  c4: '0b77e2d19c8b7a6f5e4d3c2b1a0f9e8d7c6b5a49',
}
const { c1, c2, c3, c4 } = commits

export function pastReleases({ release }: Adding): void {
  const all = [
    ['hello', 1, c3, 'First page', 40, 'admin', 3 * day],
    ['hello', 2, c1, 'Answer /healthz', 47, 'admin', 26 * hour],
    ['hello', 3, c2, 'Say the release on the page', 53, 'admin', 2 * hour],
    ['shop-api', 17, c1, 'Round prices half up', 44, 'jun', 4 * day],
    ['shop-api', 18, c2, 'Retry the payment once', 52, 'mei', 3 * hour],
    ['shop-api', 19, c3, 'Cache the basket for a minute', 56, 'mei', 41 * second],
    ['shop-web', 41, c4, 'Larger pictures', 24, 'mei', 10 * day],
    ['shop-web', 42, c1, 'A basket on every page', 36, 'jun', 4 * day],
    ['price-feed', 7, c4, 'Follow the new feed', 31, 'jun', 6 * day],
    ['invoice-pdf', 10, c2, 'Totals at the top', 12, 'lars', 30 * day],
    ['invoice-pdf', 11, c1, 'Another font', 20, 'lars', 20 * day],
  ] as const // biome-ignore format: a list
  for (const [application, number, commit, title, run, created_by, age] of all)
    release(application, { number, commit, title, run, created_by, age })
}

/** In the order in which they happened. */
export function pastRuns(add: Adding): void {
  const { run, log, event } = add
  const uat = run({ id: 48, kind: 'deploy', application: 'hello', environment: 'uat', release: 2, commit: c1, title: 'Answer /healthz', created_by: 'admin', age: 26 * hour, took: 6 })
  event(26 * hour, said.deployed(uat))
  run({ id: 49, kind: 'build', application: 'invoice-pdf', state: 'cancelled', commit: c1, title: 'Try the new font', created_by: 'lars', age: 5 * hour, took: 4 })
  event(3 * hour, said.variablesChanged('admin', { application: 'hello', environment: 'sit' }, ['GREETING'], false))
  run({ id: 51, kind: 'deploy', application: 'shop-api', environment: 'uat', release: 18, commit: c2, title: 'Retry the payment once', age: 2 * hour + minute, took: 21 })
  log(51, deployLog(18, 8))
  const page = { commit: c2, title: 'Say the release on the page', release: 3, created_by: 'admin' }
  const built = run({ id: 53, kind: 'build', application: 'hello', ...page, age: 2 * hour + 15 * second, took: 14 })
  log(53, buildLog('c2ab91e'))
  event(2 * hour + second, said.built(built, 3, c2))
  const deployed = run({ id: 54, kind: 'deploy', application: 'hello', ...page, built_from: 53, age: 2 * hour, took: 5 })
  log(54, deployLog(3, 2))
  event(2 * hour - 5 * second, said.deployed(deployed))
  const failed = run({ id: 55, kind: 'build', application: 'hello', state: 'failed', commit: c4, title: 'Greet by name', created_by: 'admin', age: 12 * minute, took: 14, problem })
  log(55, failedBuildLog)
  event(12 * minute, said.pushed(failed))
  event(12 * minute - 14 * second, said.failed(failed, problem))
  event(2 * minute, said.applicationCreated('lars', 'ledger'))
  const cached = { commit: c3, title: 'Cache the basket for a minute', release: 19 }
  const build = run({ id: 56, kind: 'build', application: 'shop-api', ref: 'feature/basket-cache', ...cached, age: 55 * second, took: 14 })
  log(56, buildLog('9f31c07'))
  event(55 * second, said.pushed(build))
  event(41 * second, said.built(build, 19, c3))
  run({ id: 57, kind: 'deploy', application: 'shop-api', ...cached, built_from: 56, age: 40 * second })
  log(57, deployLog(19, 8).slice(0, 6))
  event(38 * second, { ...said.deployAsked('mei', { application: 'shop-api', environment: 'sit' }, 19), run: 57 })
  run({ id: 58, kind: 'build', application: 'price-feed', state: 'queued', commit: c4, title: 'Read prices in pages of 500', created_by: 'jun', age: 6 * second })
} // biome-ignore format: a table of runs

const problem = faultOf(
  new Problem('build.failed', {
    step: 'npm run build',
    exitCode: 2,
    lastLines:
      "src/server.ts(14,28): error TS2304: Cannot find name 'visitor'.\nnpm error Lifecycle script `build` failed with error:\nnpm error code 2",
    run: 55,
  }),
)
