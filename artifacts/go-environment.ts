/** What Go is told in every build. Pure. */
import { join } from 'node:path'

/**
 * The operator's proxy stays, `go env -w` included; what decides the bytes is set here. Sums are those of the checkout's `go.sum` files.
 * @param compiler folder of the programs that compile C code; without one there is none
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
    // Compilers live for seconds: collecting less often saves 4 % of their CPU, and costs the largest link 10 % more memory.
    GOGC: '400',
    ...(compiler === undefined ? { CGO_ENABLED: '0' } : environmentForC(compiler)),
  }
}

/** Go reads words there, quoted as in a shell but without escapes. Tables for debuggers are not made, as of Go code. */
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
