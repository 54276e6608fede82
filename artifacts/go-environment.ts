/** The environment of every Go build. Pure. */
import { join } from 'node:path'

/**
 * Sets every variable that affects the output; the operator's module proxy is kept, also from `go env -w`. Checksums are in the checkout's
 * `go.sum` files. @param compiler folder of the C compiler's programs; without it, cgo is off
 */
export function goEnvironment(
  cache: string,
  compiler?: string,
): Readonly<Record<string, string | undefined>> {
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
    // Compilers run for seconds: less garbage collection saves 4 % of their CPU, and costs the largest link 10 % more memory.
    GOGC: '400',
    ...(compiler === undefined ? { CGO_ENABLED: '0' } : environmentForC(compiler)),
  }
}

/** Go splits CC and PKG_CONFIG into words, with quotes but without escapes. No `-g`: debug information is not wanted, as for Go code. */
function environmentForC(compiler: string) {
  const quoted = (name: string) => {
    const path = join(compiler, name)
    return path.includes('"') ? `'${path}'` : `"${path}"`
  }
  return {
    CGO_ENABLED: '1',
    CC: quoted('gcc'),
    PKG_CONFIG: quoted('pkg-config'),
    CGO_CPPFLAGS: undefined,
    CGO_CFLAGS: '-O2',
    CGO_LDFLAGS: '-O2',
  }
}
