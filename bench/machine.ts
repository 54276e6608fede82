/** Use of the whole machine while something ran: CPU of all processes, including containers, and downloads. */
import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

export type MachineUse = {
  readonly busySeconds: number
  readonly receivedBytes: number
  /** Seconds with more than 256 KiB received while a core was idle: waiting for the network. */
  readonly downloadSeconds: number
}
type Reading = { readonly busy: number; readonly idle: number; readonly received: number }

/** Linux counts CPU in hundredths of a second (USER_HZ). */
const ticks = 100

/** @param stat, net: texts of /proc/stat and /proc/net/dev; loopback and container networks do not count as downloads */
export function readingOf(stat: string, net: string): Reading {
  const [user, nice, system, idle, wait, irq, softirq, steal] = stat
    .split('\n')[0]!
    .trim()
    .split(/\s+/)
    .slice(1)
    .map((word) => Number(word) / ticks) as [number, number, number, number, number, number, number, number]
  const received = [...net.matchAll(/^\s*(?:eth|en)\w*:\s*(\d+)/gm)].reduce(
    (sum, [, bytes]) => sum + Number(bytes),
    0,
  )
  return { busy: user + nice + system + irq + softirq + steal, idle: idle + wait, received }
}

/** @param readings one per second, in order */
export function useOf(readings: readonly Reading[]): MachineUse {
  const [first, last] = [readings[0]!, readings.at(-1)!]
  const waits = readings.slice(1).filter((one, index) => {
    const before = readings[index]!
    return one.received - before.received > 256 * 1024 && one.idle - before.idle > 0.5
  })
  return {
    busySeconds: last.busy - first.busy,
    receivedBytes: last.received - first.received,
    downloadSeconds: waits.length,
  }
}

/** Reads once a second until the work ends. */
export async function watchMachine<T>(work: Promise<T>): Promise<readonly [T, MachineUse]> {
  let isOver = false
  const end = Promise.allSettled([work]).then(() => {
    isOver = true
  })
  const read = async () =>
    readingOf(await readFile('/proc/stat', 'utf8'), await readFile('/proc/net/dev', 'utf8'))
  const readings = [await read()]
  while (!isOver) {
    await Promise.race([end, sleep(1000)])
    readings.push(await read())
  }
  return [await work, useOf(readings)]
}
