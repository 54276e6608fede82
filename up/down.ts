/** `opads down`: deletes the hosts, and with `--purge` the cloud's folder. */
import { readdir, rm } from 'node:fs/promises'
import { createInterface } from 'node:readline/promises'
import type { Answer } from '@opads/command/handlers'
import { Problem } from '@opads/kernel/problem'
import { holdingsOf } from '@opads/parts/lists'
import { forgetAddress } from './address.ts'
import { forgetChoice } from './kept-choice.ts'
import { hasLab, hasLabs, hasRemains } from './lab.ts'
import type { UpWorld } from './world.ts'

/** @throws Problem `up.no-cloud`, `down.unsure` */
export async function bringDown(world: UpWorld): Promise<Answer> {
  const { words, folder, room, parts } = world
  const { cloud, purge } = words
  const hasFolder = await isOfCloud(folder)
  const hasHosts = await hasLab(world)
  const isPrepared = !hasHosts && hasFolder && (await hasRemains(world))
  if (!hasHosts && !isPrepared && !(purge && hasFolder)) throw new Problem('up.no-cloud', { cloud })
  const goes = [
    ...(hasHosts ? [`the hosts of "${cloud}" with all data on them: ${holdingsOf(parts).join(', ')}`] : []),
    ...(isPrepared ? ['what was prepared on this machine for its hosts'] : []),
    ...(purge ? [`${folder}: keys, passwords, journal`] : []),
  ]
  if (words.isDryRun)
    return {
      json: { cloud, wouldGo: goes, isDryRun: true },
      text: `Would be deleted: ${goes.join('; ')}. Nothing was changed.\n`,
    }
  // With `--json` standard output has the JSON alone.
  const screen = words.isJson ? process.stderr : process.stdout
  if (!words.isConfirmed) await ask(cloud, goes, screen)
  const say = (line: string) => void screen.write(`  ${line}\n`)
  const purging = purge ? ['--purge'] : []
  if (hasHosts) await room('lab', ['down', '--cloud', cloud, ...purging], say)
  else if (isPrepared || (purge && !(await hasLabs(world)))) await room('lab', ['stop', ...purging], say)
  await forgetAddress(folder)
  await forgetChoice(folder)
  if (purge) await rm(folder, { recursive: true, force: true })
  const kept = purge
    ? ''
    : ` Its keys and journal are kept in ${folder}. Delete them too: opads down --cloud ${cloud} --purge --yes`
  return { json: { gone: cloud, what: goes, isPurged: purge }, text: `● Cloud "${cloud}" is gone.${kept}\n` }
}

/** The first files that `up`, lab and cluster write into a cloud's folder; a folder with none of them is not a cloud's. */
const firstFiles = ['journal.jsonl', 'ssh', 'ca.key']

async function isOfCloud(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => [])
  return names.some((name) => firstFiles.includes(name))
}

/** A person must type the cloud's name; without a terminal nothing is deleted. */
async function ask(cloud: string, goes: readonly string[], output: NodeJS.WriteStream): Promise<void> {
  const refuse = () => new Problem('down.unsure', { cloud, goes: goes.join('; ') })
  if (!process.stdin.isTTY) throw refuse()
  const terminal = createInterface({ input: process.stdin, output })
  const typed = await terminal.question(
    `This deletes, and no copy is kept: ${goes.join('; ')}.\nType the name of the cloud to go on: `,
  )
  terminal.close()
  if (typed.trim() !== cloud) throw refuse()
}
