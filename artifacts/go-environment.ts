/** What Go is told in every build. Pure. */
import { join } from 'node:path'

/** The operator's proxy stays, `go env -w` included; what decides the bytes is set here. Sums are those of the checkout's `go.sum` files. */
export function goEnvironment(cache: string, needsC = false): Readonly<Record<string, string | undefined>> {
  return {
    GOTOOLCHAIN: 'local',
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
