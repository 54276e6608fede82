/** Example logs of builds, deploys and pods. */
import { said } from '@opads/kernel/message'
import { note } from '../run/log.ts'
import type { LogLine } from '../run/shapes.ts'

const line = (step: string, text: string): LogLine => ({ step, text })

export const buildLog = (commit: string): LogLine[] => [
  note('build', said('build.begun', { commit, base: 'node', count: 2 })),
  line('npm ci', '> npm ci'),
  line('npm ci', ''),
  line('npm ci', 'added 41 packages in 3s'),
  line('npm run build', '> hello@1.0.0 build'),
  line('npm run build', '> tsc -p .'),
  line('npm run build', ''),
  note(
    'package',
    said('build.packaged', {
      count: 14,
      base: 'registry.opads.internal/bases/node@sha256:4be1…90c',
      digest: 'sha256:7be0…41c',
    }),
  ),
]

export const failedBuildLog: LogLine[] = [
  note('build', said('build.begun', { commit: '0b77e2d1', base: 'node', count: 2 })),
  line('npm ci', '> npm ci'),
  line('npm ci', ''),
  line('npm ci', 'npm warn deprecated glob@7.2.3: Glob versions prior to v9 are no longer supported'),
  ...Array.from({ length: 24 }, (_, index) =>
    line('npm ci', `npm http fetch GET 200 package ${index + 1} of 41 (cache hit)`),
  ),
  line('npm ci', 'added 41 packages in 3s'),
  line('npm run build', '> hello@1.0.0 build'),
  line('npm run build', '> tsc -p .'),
  line('npm run build', ''),
  line('npm run build', "src/server.ts(14,28): error TS2304: Cannot find name 'visitor'."),
  line('npm run build', 'npm error Lifecycle script `build` failed with error:'),
  line('npm run build', 'npm error code 2'),
  line('npm run build', 'npm error path /workspace'),
  note('build', {
    code: 'build.failed',
    facts: { step: 'npm run build', exitCode: 2, lastLines: 'npm error code 2' },
  }),
]

export const deployLog = (release: number, pods: number): LogLine[] => [
  note('deploy', said('deploy.applied', { release })),
  ...Array.from({ length: pods + 1 }, (_, ready) =>
    note('deploy', said('environment.pods-new', { ready, wanted: pods })),
  ),
  note('deploy', said('environment.pods-ready', { ready: pods, wanted: pods })),
]

export function podLine(index: number, pod: string, now: number): string {
  const isError = index % 9 === 8
  return JSON.stringify({
    at: new Date(now).toISOString(),
    level: isError ? 'error' : 'info',
    message: isError ? 'error: redis-basket:6379 did not answer in 200 ms' : 'GET /basket 200',
    pod,
    ms: 3 + ((index * 7) % 40),
  })
}
