/** The most memory that processes of a cloud's host ever had, as the kernel counts it. */
import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { StoryCloud } from './cloud.ts'

/** Looks until `stop`, so that short ones are seen too. Answers MiB by what of its words matched. */
export function memoryOf(cloud: StoryCloud, wanted: RegExp) {
  const most = new Map<string, number>()
  let isOver = false
  const look = async () => {
    const { stdout } = await cloud.docker('top', cloud.hostContainer, '-eo', 'pid,args')
    for (const line of stdout.split('\n')) {
      const name = wanted.exec(line)?.[0]
      if (name === undefined) continue
      const status = await readFile(`/proc/${line.trim().split(' ')[0]}/status`, 'utf8').catch(() => '')
      const mib = Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024
      most.set(name, Math.max(mib, most.get(name) ?? 0))
    }
  }
  const looking = (async () => {
    while (!isOver) {
      await look()
      await sleep(250)
    }
  })()
  return {
    stop: async (): Promise<ReadonlyMap<string, number>> => {
      isOver = true
      await looking
      return most
    },
  }
}
