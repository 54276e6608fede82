/** Reads git's report of a push, which is packets inside packets of its response to the push. */

const digits = 4
const bandOfReport = 1

/** Calls `take` with the content of each packet, wherever the bytes break. Nothing is read behind what is no packet. */
function packets(take: (content: Buffer) => void): (bytes: Buffer) => void {
  let held = Buffer.alloc(0)
  let isBroken = false
  return (bytes) => {
    if (isBroken) return
    held = Buffer.concat([held, bytes])
    while (held.length >= digits) {
      // `0000` has no content: it ends the packets.
      const length = Math.max(digits, Number(`0x${held.toString('latin1', 0, digits)}`))
      isBroken = Number.isNaN(length)
      if (isBroken || held.length < length) return
      take(held.subarray(digits, length))
      held = held.subarray(length)
    }
  }
}

/** Whether git accepted a push of `ref`. What hooks print is on another band and not believed. */
export function pushReport(ref: string) {
  let isTaken = false
  const report = packets((line) => {
    isTaken ||= line.toString() === `ok ${ref}\n`
  })
  const read = packets((content) => {
    if (content[0] === bandOfReport) report(content.subarray(1))
  })
  return { read, isTaken: () => isTaken }
}
