/** Peak memory of processes on a cloud's host, as counted by the kernel (VmHWM). */
import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { StoryCloud } from './cloud.ts'

/**
 * Polls until `stop`, so that short-lived processes are seen too. Returns MiB by name.
 * @param wanted parts of command lines; `stop` throws if one was never seen, as a wrong name would prove nothing
 */
export function memoryOf(cloud: StoryCloud, wanted: readonly string[]) {
  const most = new Map<string, number>()
  let isOver = false
  const look = async () => {
    const { stdout } = await cloud.docker('top', cloud.hostContainer, '-eo', 'pid,args')
    for (const line of stdout.split('\n')) {
      const name = wanted.find((one) => line.includes(one))
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
      const unseen = wanted.filter((name) => !most.has(name))
      if (unseen.length > 0) throw new Error(`no process was seen of: ${unseen.join(', ')}`)
      return most
    },
  }
}
