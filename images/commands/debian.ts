/** `opads images debian`: lists and renews the locked Debian packages of images, hosts and the compiler. */
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { changesBetween, type DebianChange, type DebianLock, printLock } from '@opads/kernel/debian-lock'
import { readLock } from '@opads/world/debian-lock-file'
import { lockFiles } from '../lock-files.ts'
import type { Tools, Words } from './tools.ts'

export async function list({ isJson }: Words, { home, say }: Tools): Promise<void> {
  const locks = await Promise.all(lockFiles.map(({ file }) => readLock(home, file)))
  if (isJson) return say(JSON.stringify(locks))
  for (const { suite, date, sets } of locks) {
    say(`● ${suite} of ${date}`)
    for (const { words, packages } of sets) {
      say(`  ${words.join(' ')}`)
      for (const { name, version, size } of packages)
        say(`    ${name.padEnd(32)}${version.padEnd(32)}${(size / 1024).toFixed(0).padStart(7)} KiB`)
    }
  }
}

/** Resolves all lock files before it writes any. */
export async function renew({ isJson, isDryRun }: Words, { home, debian, note, say }: Tools): Promise<void> {
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
  if (isJson)
    return say(
      JSON.stringify(
        renewed.map(({ file, lock, changes }) => ({ file, date: lock.date, isDryRun, changes })),
      ),
    )
  for (const { file, lock, changes, isOther } of renewed) {
    for (const { name, before, after } of changes)
      say(`  ${name.padEnd(32)}${before ?? 'new'} → ${after ?? 'no longer needed'}`)
    const many = `${changes.length} packages ${isDryRun ? 'would change' : 'changed'}, ${lock.date}`
    say(`● ${file}: ${isOther ? many : 'nothing changes'}`)
  }
}

async function keep(file: string, lock: DebianLock): Promise<void> {
  await writeFile(`${file}.new`, printLock(lock))
  await rename(`${file}.new`, file)
}
