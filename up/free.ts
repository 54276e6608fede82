/** Memory that programs can get: free memory, and what the kernel can reclaim. */
import { readFile } from 'node:fs/promises'

export async function freeBytes(): Promise<number> {
  const text = await readFile('/proc/meminfo', 'utf8')
  return Number(/^MemAvailable:\s+(\d+)/m.exec(text)?.[1] ?? 0) * 1024
}
