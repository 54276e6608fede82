/** `opads images debian`: lists and renews the locked Debian packages of images, hosts and the compiler. */
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Answer } from '@opads/command/handlers'
import { changesBetween, type DebianChange, type DebianLock, printLock } from '@opads/kernel/debian-lock'
import { readLock } from '@opads/world/debian-lock-file'
import { lockFiles } from '../lock-files.ts'
import type { Tools, Words } from './tools.ts'

export async function list(_words: Words, { home }: Tools): Promise<Answer> {
  const locks = await Promise.all(lockFiles.map(({ file }) => readLock(home, file)))
  const kib = (size: number) => `${(size / 1024).toFixed(0).padStart(7)} KiB`
  const lines = locks.flatMap(({ suite, date, sets }) => [
    `● ${suite} of ${date}`,
    ...sets.flatMap(({ words, packages }) => [
      `  ${words.join(' ')}`,
      ...packages.map((one) => `    ${one.name.padEnd(32)}${one.version.padEnd(32)}${kib(one.size)}`),
    ]),
  ])
  return { json: locks, text: `${lines.join('\n')}\n` }
}

/** Resolves all lock files before it writes any. */
export async function renew({ isDryRun }: Words, { home, debian, note }: Tools): Promise<Answer> {
  const renewed: { file: string; lock: DebianLock; changes: readonly DebianChange[]; isOther: boolean }[] = []
  for (const { file, suite, sets } of lockFiles) {
    note(`asking the archive for ${suite}`)
    const before = await readFile(join(home, file), 'utf8').then(
      () => readLock(home, file),
      () => undefined, // none yet
    )
    const lock = await debian.resolved(suite, sets)
    // A new date alone is not a change: the file is not written.
    const isOther = !before || printLock({ ...before, date: '' }) !== printLock({ ...lock, date: '' })
    renewed.push({ file, lock, changes: changesBetween(before, lock), isOther })
  }
  if (!isDryRun)
    for (const { file, lock, isOther } of renewed) if (isOther) await keep(join(home, file), lock)
  const lines = renewed.flatMap(({ file, lock, changes, isOther }) => {
    const many = `${changes.length} packages ${isDryRun ? 'would change' : 'changed'}, ${lock.date}`
    return [
      ...changes.map(
        ({ name, before, after }) =>
          `  ${name.padEnd(32)}${before ?? 'new'} → ${after ?? 'no longer needed'}`,
      ),
      `● ${file}: ${isOther ? many : 'nothing changes'}`,
    ]
  })
  return {
    json: renewed.map(({ file, lock, changes }) => ({ file, date: lock.date, isDryRun, changes })),
    text: `${lines.join('\n')}\n`,
  }
}

async function keep(file: string, lock: DebianLock): Promise<void> {
  await writeFile(`${file}.new`, printLock(lock))
  await rename(`${file}.new`, file)
}
