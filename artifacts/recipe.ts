/** What a recipe says: how one third-party program is made from Go modules. Data only. Pure. */

export type Recipe = {
  /** As others ask for it: `etcd-3.7.3` where two versions exist, else plain. */
  readonly name: string
  readonly version: string
  /** Folder in `modules/` with `go.mod` and `go.sum`, both committed. */
  readonly module: string
  /** Program → package; `.` is the main package of the module folder itself. */
  readonly programs: Readonly<Record<string, string>>
  readonly tags?: readonly string[]
  /** Values for the linker, `package.variable=value`: without them programs do not know their version. */
  readonly stamps?: readonly string[]
  /** Links C code, statically, by the compiler of the lock file. Default is a build without C. */
  readonly needsC?: boolean
  /** A main file taken at build time from a module or from another module folder, without the lines that hold one of the words. */
  readonly source?:
    | { readonly module: string; readonly file: string; readonly without: readonly string[] }
    | { readonly folder: string; readonly file: string }
  /** CPU seconds of a build with empty caches; what remains is told from recorded durations after the first. */
  readonly estimateSeconds: number
}

/** The toolchain that builds everything; Go itself fetches it as a module. */
export const goToolchain = 'go1.26.9'

/** Arguments of one `go build`. The date and the folder are not in the bytes, so the same input gives the same file. */
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

/** Prints what the builds of all programs would compile, and compiles nothing. */
export function planArguments(recipe: Recipe): readonly string[] {
  return ['build', '-n', ...compileFlags(recipe), ...Object.values(recipe.programs)]
}

/** Of every build. Tables for debuggers are not made: the linker would drop them (`-s -w`). */
export const commonFlags: readonly string[] = ['-mod=readonly', '-trimpath', '-gcflags=all=-dwarf=false']

const compileFlags = (recipe: Recipe) => [
  ...commonFlags,
  ...(recipe.tags ? ['-tags', recipe.tags.join(',')] : []),
]
