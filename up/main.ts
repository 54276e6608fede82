/** `opads up`, `opads status`, `opads down`: reads the words, builds the outside, runs the steps and shows them. */

import { statfs } from 'node:fs/promises'
import { availableParallelism, hostname, totalmem } from 'node:os'
import { join } from 'node:path'
import { secondsLeft } from '@opads/kernel/step'
import { certificates } from '@opads/world/certificates'
import { exec } from '@opads/world/exec'
import { https } from '@opads/world/https'
import { accessByFile } from '@opads/world/kube/access'
import { kube } from '@opads/world/kube/client'
import { bringDown } from './down.ts'
import { helpPage } from './help.ts'
import { append, recordedSeconds } from './journal.ts'
import { phases, type UpWorld } from './phases.ts'
import { runSteps } from './run-steps.ts'
import { show } from './show.ts'
import { printStatus } from './status.ts'
import { duration } from './tree.ts'
import { readWords } from './words.ts'

const words = readWords(process.argv.slice(2))
const state = join('/var/lib/opads', words.cloud)
const journalPath = join(state, 'journal.jsonl')
const home = new URL('..', import.meta.url).pathname

const run: UpWorld['run'] = async (room, args, onLine) => {
  await exec([process.execPath, join(home, 'cli/main.ts'), room, ...args], { onLine })
}

const world: UpWorld = {
  exec,
  certificates: certificates(exec),
  https,
  kube: async (path) => kube(await accessByFile(path)),
  words,
  run,
}
if (words.asksHelp) process.stdout.write(helpPage(words.verb))
else if (words.verb === 'status') process.exitCode = await printStatus(words, state, exec)
else if (words.verb === 'down') process.exitCode = await bringDown(words, run)
else await up()

async function up(): Promise<void> {
  const steps = phases(words, state)
  const recorded = await recordedSeconds(journalPath)
  const disk = await statfs('/var/lib')
  const gib = (bytes: number) => (bytes / 2 ** 30).toFixed(1)
  process.stdout.write(
    `Opads 0.1 on ${hostname()}: ${availableParallelism()} cores, ${gib(totalmem())} GiB, ${gib(disk.bavail * disk.bsize)} GiB free. Cloud "${words.cloud}", one host.\n\n`,
  )
  if (words.isDryRun) {
    for (const step of steps)
      process.stdout.write(
        `  ○ ${step.title.padEnd(36)}about ${duration(recorded.get(step.id) ?? step.estimateSeconds)}\n`,
      )
    process.stdout.write(
      `\nAbout ${duration(secondsLeft(steps, new Set(), recorded))} where nothing is cached. Nothing was changed.\n`,
    )
    return
  }
  const started = Date.now()
  const screen = show(steps, recorded, process.stdout)
  try {
    await runSteps(steps, world, {
      now: Date.now,
      journal: (entry) => append(journalPath, entry),
      tell: screen.tell,
    })
  } finally {
    screen.close()
  }
  process.stdout.write(
    `\n● The cluster of "${words.cloud}" is up, ${duration((Date.now() - started) / 1000)}.\n\n  kubeconfig   ${join(state, 'kubeconfig')}\n\n  opads status      opads lab list      opads down\n`,
  )
}
