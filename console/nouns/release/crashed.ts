/** Releases that do not run: their pods crash now, or their newest deploy failed. They are marked, and not proposed. Pure. */
type Pod = { readonly state: string; readonly release: number }
type Run = {
  readonly kind: string
  readonly state: string
  readonly release: number | null
  readonly environment: string | null
}

/** @param runs newest first */
export function crashedReleases(runs: readonly Run[], pods: readonly Pod[]): ReadonlySet<number> {
  const crashed = new Set(pods.filter(({ state }) => state === 'crashed').map(({ release }) => release))
  const seen = new Set<string>()
  for (const { kind, state, release, environment } of runs) {
    if (kind !== 'deploy' || release === null || seen.has(`${release} ${environment}`)) continue
    seen.add(`${release} ${environment}`)
    if (state === 'failed') crashed.add(release)
  }
  return crashed
}
