/** Which Go starts a build: the machine's own from 1.21 on, which can fetch the pinned toolchain, else Debian 13's. */
import { join } from 'node:path'
import { Problem } from '@opads/kernel/problem'
import type { Exec } from '@opads/world/exec'
import { debianGo, debianGoThere } from './debian-go.ts'
import { goToolchain } from './recipe.ts'

export type GoTools = {
  readonly exec: Exec
  readonly cache: string
  readonly note: (note: string) => void
}

/**
 * Path or name of the program to start. Called under the lock of the cache.
 * @throws Problem `artifact.no-go`
 */
export async function goProgram({ exec, cache, note }: GoTools): Promise<string> {
  const there = await goThere(exec, cache)
  if (there !== undefined) return there
  note('no Go from 1.21 on: fetching that of Debian 13, about 50 MB')
  return debianGo(cache, exec)
}

/** Path or name, where it need not be fetched. */
export async function goThere(exec: Exec, cache: string): Promise<string | undefined> {
  const answer = await exec(['go', 'version'], { env: { GOTOOLCHAIN: 'local' }, codes: 'any' }).catch(
    (failure: unknown) => {
      if (failure instanceof Problem && failure.code === 'command.missing') return { stdout: '' }
      throw failure
    },
  )
  return fetchesToolchains(answer.stdout) ? 'go' : debianGoThere(cache)
}

/** Go fetches another toolchain by itself from 1.21 on. @param version what `go version` prints */
export function fetchesToolchains(version: string): boolean {
  const [, major, minor] = /\bgo(\d+)\.(\d+)/.exec(version) ?? []
  return Number(major) > 1 || (Number(major) === 1 && Number(minor) >= 21)
}

/** Proxy and checksum settings of the operator stay; what decides the bytes is set here. */
export function goEnvironment(cache: string, needsC = false): Readonly<Record<string, string | undefined>> {
  return {
    GOTOOLCHAIN: goToolchain,
    GOCACHE: join(cache, 'go', 'build'),
    GOMODCACHE: join(cache, 'go', 'mod'),
    GOFLAGS: '-buildvcs=false',
    GOWORK: 'off',
    GOOS: undefined,
    GOARCH: undefined,
    GOAMD64: 'v1',
    GOROOT: undefined,
    GOEXPERIMENT: undefined,
    // Compilers live for seconds: collecting less often saves 4 % of their CPU, and costs the largest link 10 % more memory.
    GOGC: '400',
    CGO_ENABLED: needsC ? '1' : '0',
  }
}
