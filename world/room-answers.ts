/**
 * Answers of `opads artifacts get` and `opads images get`. A run of `up` keeps them in a folder of its own for the programs that it starts,
 * which then need not ask the same again: each question starts a process and reads all layers.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { jsonOr } from '@opads/kernel/kept-json'
import type { Room } from './room.ts'

type Maker = 'artifacts' | 'images'
type Named = { readonly name: string }

export type RoomAnswers = {
  /** Empties the folder; from then on every program that this process starts knows it. Returns what ends this. */
  readonly begin: () => Promise<() => Promise<void>>
  /**
   * One answer per name, in their order; what was not answered in this run yet is asked.
   * @param onLine called with every line of the room's program; answers of this run come without any
   */
  readonly get: <T extends Named>(
    of: Maker,
    names: readonly string[],
    onLine?: (line: string) => void,
  ) => Promise<readonly T[]>
  /** Whether all were answered in this run. */
  readonly has: (of: Maker, names: readonly string[]) => Promise<boolean>
}

const variable = 'OPADS_ANSWERS'

/** @param folder by default that of the run which has started this process, if one has */
export function roomAnswers(room: Room, folder = process.env[variable]): RoomAnswers {
  const fileOf = (of: Maker, name: string) => folder && join(folder, `${of}-${encodeURIComponent(name)}.json`)
  const kept = async <T>(of: Maker, name: string): Promise<T | undefined> => {
    const file = fileOf(of, name)
    return file ? jsonOr<T | undefined>(await readFile(file, 'utf8').catch(() => ''), undefined) : undefined
  }
  /** Best effort: what cannot be written is asked again. */
  const keep = async (of: Maker, answer: Named): Promise<void> => {
    const file = fileOf(of, answer.name)
    if (file) await writeFile(file, JSON.stringify(answer)).catch(() => {})
  }
  return {
    begin: async () => {
      if (!folder) return async () => {}
      const clear = () => rm(folder, { recursive: true, force: true }).catch(() => {}) // the next run does it
      await clear() // left by a killed run
      await mkdir(folder, { mode: 0o700 })
      process.env[variable] = folder
      return async () => {
        delete process.env[variable]
        await clear()
      }
    },
    get: async <T extends Named>(of: Maker, names: readonly string[], onLine?: (line: string) => void) => {
      const known = await Promise.all(names.map((name) => kept<T>(of, name)))
      const missing = names.filter((_, at) => known[at] === undefined)
      const asked =
        missing.length === 0 ? [] : answersIn<T>(await room(of, ['get', '--json', ...missing], onLine))
      await Promise.all(asked.map((answer) => keep(of, answer)))
      return names.map((name, at) => {
        const answer = known[at] ?? asked.find((one) => one.name === name)
        if (answer === undefined) throw new Error(`opads ${of} get ${name} answered nothing of that name`)
        return answer
      })
    },
    has: async (of, names) => {
      const known = await Promise.all(names.map((name) => kept(of, name)))
      return known.every((answer) => answer !== undefined)
    },
  }
}

const answersIn = <T>(text: string): readonly T[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as T)
