/** Prints a page of help. */

/** A page that nobody asked for goes to standard error. Returns the exit code. */
export function printPage({ page, isFault }: { readonly page: string; readonly isFault: boolean }): number {
  ;(isFault ? process.stderr : process.stdout).write(page)
  return isFault ? 2 : 0
}
