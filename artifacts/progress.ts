/** How far a build is, read from what Go prints. Pure. */

/** Packages that `go build -n` would compile: each has a banner of three lines, `#`, `# its/path`, `#`. */
export function packagesToCompile(plan: string): number {
  return new Set(plan.match(/^#\n# \S+\n#$/gm)).size
}

/** `go build -v` prints the import path of each package that it compiles, alone on a line. */
export const isCompiled = (line: string): boolean => /^[a-z0-9][^\s:#]*$/i.test(line)

/** Seconds left: by what an earlier build took, and by the share that is done once that says something. */
export function secondsLeft(expected: number, elapsed: number, share: number): number {
  const byShare = share > 0 ? (elapsed * (1 - share)) / share : expected
  const weight = Math.min(1, share * 2)
  return Math.max(0, Math.round(weight * byShare + (1 - weight) * (expected - elapsed)))
}

export function inWords(seconds: number): string {
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`
}
