/**
 * Answers of `opads artifacts get` and `opads images get`. A run of `up` keeps them in a folder of its own for the programs that it starts,
 * which then need not ask the same again: each question starts a process and reads all layers.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { jsonOr } from '@opads/kernel/kept-json'
import type { Room } from './room.ts'

/** Names the folder, for every program that a run of `up` starts. */
const variable = 'OPADS_ANSWERS'

/** From here on answers are kept in this folder, which is emptied first. Returns the end of it. */
export async function keepAnswers(folder: string): Promise<() => Promise<void>> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { mode: 0o700 })
  process.env[variable] = folder
  return async () => {
    delete process.env[variable]
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * Returns one answer per name, in their order; what was not answered in this run yet is asked.
 * @param onLine called with every line of the room's program; answers of this run come without any
 */
export async function getEach<T extends { readonly name: string }>(
  room: Room,
  of: 'artifacts' | 'images',
  names: readonly string[],
  onLine?: (line: string) => void,
): Promise<readonly T[]> {
  const kept = await Promise.all(names.map((name) => keptAnswer<T>(of, name)))
  const missing = names.filter((_, at) => kept[at] === undefined)
  const asked =
    missing.length === 0 ? [] : answersIn<T>(await room(of, ['get', '--json', ...missing], onLine))
  await Promise.all(asked.map((answer) => keepAnswer(of, answer)))
  return names.map((name, at) => kept[at] ?? asked.find((one) => one.name === name)!)
}

/** Whether all were answered in this run of `up`. */
export async function areAnswered(of: string, names: readonly string[]): Promise<boolean> {
  const kept = await Promise.all(names.map((name) => keptAnswer(of, name)))
  return kept.every((answer) => answer !== undefined)
}

const answersIn = <T>(text: string): readonly T[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as T)

function fileOf(of: string, name: string): string | undefined {
  const folder = process.env[variable]
  return folder ? join(folder, `${of}-${encodeURIComponent(name)}.json`) : undefined
}

async function keptAnswer<T>(of: string, name: string): Promise<T | undefined> {
  const file = fileOf(of, name)
  return file ? jsonOr<T | undefined>(await readFile(file, 'utf8').catch(() => ''), undefined) : undefined
}

/** Best effort: what cannot be written is asked again. */
async function keepAnswer(of: string, answer: { readonly name: string }): Promise<void> {
  const file = fileOf(of, answer.name)
  if (file) await writeFile(file, JSON.stringify(answer)).catch(() => {})
}
