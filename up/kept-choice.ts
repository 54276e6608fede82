/** The optional parts of a cloud, kept in its folder: chosen once with `up`, read by every later command. */
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { choiceFile } from '@opads/cluster/contract'
import { jsonOr, keptJson } from '@opads/kernel/kept-json'
import { Problem } from '@opads/kernel/problem'
import { noChoice } from '@opads/parts/choice'
import type { Choice } from '@opads/parts/part'
import { writeDurably } from '@opads/world/durable'
import { type CloudParts, partsAsKept, partsFor } from './parts.ts'
import type { Words } from './words.ts'

const fileOf = (folder: string) => join(folder, 'parts.json')

/** @throws what `partsFor` refuses, for `up`; Problem `file.unreadable` */
export async function chosenParts(words: Words, folder: string): Promise<CloudParts> {
  const kept = await keptChoice(words, fileOf(folder))
  return words.verb === 'up' ? partsFor(kept, words) : partsAsKept(kept)
}

/** A damaged file is ignored by `down`. */
async function keptChoice({ cloud, verb }: Words, path: string): Promise<Choice> {
  const text = await readFile(path, 'utf8').catch(() => JSON.stringify(noChoice))
  const hint = `Delete it and choose again: opads up --cloud ${cloud} --with PART --without PART`
  const kept = choiceFile.safeParse(
    verb === 'down' ? jsonOr<unknown>(text, noChoice) : keptJson<unknown>(text, path, hint),
  )
  if (kept.success) return kept.data
  if (verb === 'down') return noChoice
  throw new Problem('file.unreadable', { path, reason: 'it names no parts', hint })
}

/** The next cloud of this name begins with the default. */
export const forgetChoice = (folder: string): Promise<void> => rm(fileOf(folder), { force: true })

export async function keepChoice(choice: Choice, folder: string): Promise<void> {
  await writeDurably(fileOf(folder), `${JSON.stringify(choice)}\n`)
}
