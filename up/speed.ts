/** Measures once per boot how fast this machine is. */
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { jsonOr } from '@opads/kernel/kept-json'
import type { Speed } from './slowness.ts'

type Kept = { readonly boot: string; readonly speed: Speed }

/** The speed measured since the last boot, if any. */
export async function knownSpeed(file: string): Promise<Speed | undefined> {
  const { boot, speed } = jsonOr<Partial<Kept>>(await readFile(file, 'utf8').catch(() => ''), {})
  return boot === (await bootOf()) ? speed : undefined
}

/** @param place a folder on the disk that etcd will write to. @throws the error of a disk that cannot be written */
export async function measureSpeed(place: string): Promise<Speed> {
  const cpu = Math.min(...Array.from({ length: 8 }, computation))
  const writes = (await syncedWrites(place)).sort((one, other) => one - other)
  return { cpu, sync: writes[writes.length / 2]!, slowestSync: writes.at(-1)! }
}

export async function keepSpeed(file: string, speed: Speed): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 }) // locks are in the same folder
  await writeFile(`${file}.new`, JSON.stringify({ boot: await bootOf(), speed } satisfies Kept))
  await rename(`${file}.new`, file)
}

const bootOf = async () => (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim()

/** Milliseconds to write and parse JSON, typical of our work. */
function computation(): number {
  const started = performance.now()
  const rows = Array.from({ length: 20_000 }, (_, id) =>
    JSON.stringify({ id, name: `pod-${id}`, at: [id, id % 7] }),
  )
  const sum = rows.reduce((before, row) => before + (JSON.parse(row) as { id: number }).id, 0)
  if (sum !== 199_990_000) throw new Error(`this machine cannot reckon: ${sum}`)
  return performance.now() - started
}

/** 20 writes of 4 KiB, flushed as etcd flushes its log: milliseconds of each. */
async function syncedWrites(place: string): Promise<number[]> {
  const path = join(place, `.opads-speed-${process.pid}`)
  const file = await open(path, 'w')
  try {
    await rm(path) // a killed run leaves no file
    const took: number[] = []
    for (let turn = 0; turn < 20; turn += 1) {
      const started = performance.now()
      await file.write(Buffer.alloc(4096, turn))
      await file.datasync()
      took.push(performance.now() - started)
    }
    return took
  } finally {
    await file.close()
  }
}
