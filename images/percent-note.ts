/** Reports progress once per 10 %, for terminals and logs. Pure. */

export function percentNote(
  what: string,
  note: (note: string) => void,
): (doneBytes: number, totalBytes: number) => void {
  let last = -1
  return (doneBytes, totalBytes) => {
    const tenth = totalBytes === 0 ? 10 : Math.min(10, Math.floor((doneBytes * 10) / totalBytes))
    if (tenth === last) return
    last = tenth
    const mebibytes = (bytes: number) => (bytes / 2 ** 20).toFixed(0)
    note(`${what}: ${tenth * 10} % of ${mebibytes(totalBytes)} MiB`)
  }
}
