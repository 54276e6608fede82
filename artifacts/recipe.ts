/** A recipe: how one third-party program is built from Go modules. Data only. Pure. */

export type Recipe = {
  /** `etcd-3.7.3` where two versions exist, else without the version. */
  readonly name: string
  readonly version: string
  /** Folder in `modules/` with `go.mod` and `go.sum`, both committed. */
  readonly module: string
  /** Program → package; `.` is the main package of the module folder itself. */
  readonly programs: Readonly<Record<string, string>>
  readonly tags?: readonly string[]
  /** Values for the linker's `-X`, `package.variable=value`: without them programs do not know their version. */
  readonly stamps?: readonly string[]
  /** Has C code, which is linked statically by the compiler of the lock file. Default: cgo is off. */
  readonly needsC?: boolean
  /** Where the main file is copied from at build time: a module, leaving out lines that contain a word of `without`, or another folder. */
  readonly source?:
    | { readonly module: string; readonly file: string; readonly without: readonly string[] }
    | { readonly folder: string; readonly file: string }
  /** CPU seconds of a build with empty caches; used until a build has recorded its duration. */
  readonly estimateSeconds: number
}

/** The Go that builds everything; an older Go fetches it as a module. */
export const goToolchain = 'go1.26.9'

/** Arguments of one `go build`. The output has no date and no folder name, so the same input gives the same bytes. */
export function buildArguments(recipe: Recipe, program: string, output: string): readonly string[] {
  const link = [
    '-s',
    '-w',
    '-buildid=',
    ...(recipe.needsC ? ['-extldflags', '-static'] : []),
    ...(recipe.stamps ?? []).flatMap((stamp) => ['-X', stamp]),
  ]
  return [
    'build',
    ...compileFlags(recipe),
    '-ldflags',
    link.join(' '),
    '-o',
    output,
    recipe.programs[program]!,
  ]
}

/** Arguments that print what the build of all programs would compile, and compile nothing. */
export function planArguments(recipe: Recipe): readonly string[] {
  return ['build', '-n', ...compileFlags(recipe), ...Object.values(recipe.programs)]
}

/** Flags of every build. No DWARF: the linker would drop it (`-s -w`). */
export const commonFlags: readonly string[] = ['-mod=readonly', '-trimpath', '-gcflags=all=-dwarf=false']

const compileFlags = (recipe: Recipe) => [
  ...commonFlags,
  ...(recipe.tags ? ['-tags', recipe.tags.join(',')] : []),
]
