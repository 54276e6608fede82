/** The closing line of a run of tests, also of one that was interrupted. Pure. */

type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number }

/** @param cut tiers that were interrupted or did not begin; none where all that was asked for ran */
export function closingLine({ passed, failed, skipped }: Counts, cut: readonly string[]): string {
  const counts = `${passed} passed, ${failed} failed, ${skipped} skipped`
  return cut.length === 0 ? counts : `Interrupted; did not end: ${cut.join(', ')}. Until then ${counts}`
}
