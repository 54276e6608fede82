/** `opads up`, `status`, `doctor`, `down`: parses the command line, builds the outside values, runs the verb. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { handlersOf } from '@opads/command/handlers'
import { Problem } from '@opads/kernel/problem'
import { certificates } from '@opads/world/certificates'
import { holdCloud, machineLock } from '@opads/world/cloud-lock'
import { exec } from '@opads/world/exec'
import { https } from '@opads/world/https'
import { accessByFile } from '@opads/world/kube/access'
import { kube } from '@opads/world/kube/client'
import { holdLock } from '@opads/world/lock'
import { patienceVariable } from '@opads/world/patience'
import { roomRunner } from '@opads/world/room'
import { roomAnswers } from '@opads/world/room-answers'
import { withAddress } from './address.ts'
import { bringUp } from './bring-up.ts'
import { checksOf } from './doctor/checks.ts'
import { examine } from './doctor/examine.ts'
import { bringDown } from './down.ts'
import { chosenParts } from './kept-choice.ts'
import { patienceFor, type Speed } from './slowness.ts'
import { keepSpeed, knownSpeed, measureSpeed } from './speed.ts'
import { statusAnswer } from './status.ts'
import { verbs } from './verbs.ts'
import { type Words, wordsOf } from './words.ts'
import { Interrupted, type UpWorld } from './world.ts'

/** The handlers of each command. */
export const handlers = {
  up: handlersOf({ '': verbs.up }, { '': (given) => start(wordsOf('up', given), changing(bringUp)) }),
  status: handlersOf({ '': verbs.status }, { '': (given) => start(wordsOf('status', given), statusAnswer) }),
  doctor: handlersOf(
    { '': verbs.doctor },
    { '': (given) => start(wordsOf('doctor', given), (world) => examine(world, checksOf(world))) },
  ),
  down: handlersOf({ '': verbs.down }, { '': (given) => start(wordsOf('down', given), changing(bringDown)) }),
}

type Work<T> = (world: UpWorld, stop: AbortController) => Promise<T>

async function start<T>(said: Words, work: Work<T>): Promise<T> {
  const folder = join('/var/lib/opads', said.cloud)
  const words = await withAddress(said, folder)
  const chosen = await chosenParts(words, folder)
  const stop = new AbortController()
  const speed = await machineSpeed(words)
  // For this run and all programs that it starts.
  if (speed) process.env[patienceVariable] ??= String(patienceFor(speed))
  const room = roomRunner(exec, stop.signal)
  const world: UpWorld = {
    stop: stop.signal,
    end: (why) => stop.abort(why),
    words,
    ...chosen,
    folder,
    speed,
    exec: (command, options) => exec(command, { ...options, signal: stop.signal }),
    certificates: certificates(exec),
    https: (ca) => untilStopped(https(ca), stop.signal),
    kube: async (path) => untilStopped(kube(await accessByFile(path)), stop.signal),
    room,
    answers: roomAnswers(room, join(folder, 'answers')),
  }
  return work(world, stop)
}

/** Work that changes this machine has the cloud to itself. */
const changing =
  <T>(work: (world: UpWorld) => Promise<T>): Work<T> =>
  (world, stop) =>
    world.words.isDryRun ? work(world) : alone(() => work(world), world.words, world.folder, stop)

/** The first `up` after a boot measures; the preflight reports a disk that cannot be written. */
async function machineSpeed(words: Words): Promise<Speed | undefined> {
  const file = '/run/opads/speed.json'
  const known = await knownSpeed(file)
  if (known || words.verb !== 'up') return known
  const place = existsSync('/var/lib/opads') ? '/var/lib/opads' : '/var/lib'
  const measured = await measureSpeed(place).catch(() => undefined)
  if (measured && !words.isDryRun) await keepSpeed(file, measured)
  return measured
}

/** Closes the client when the run is stopped, so that no pending call outlives it. */
function untilStopped<T extends { readonly close: () => Promise<void> }>(client: T, stop: AbortSignal): T {
  stop.addEventListener('abort', () => void client.close().catch(() => {})) // it may have ended before
  return client
}

/** Holds the cloud's lock, for `up` also a shared lock on the machine. Ctrl-C and SIGTERM end the run's programs; the next run goes on. */
async function alone<T>(
  work: () => Promise<T>,
  words: Words,
  folder: string,
  stop: AbortController,
): Promise<T> {
  const releaseCloud = await holdCloud(words.cloud)
  const releaseMachine = words.verb === 'up' ? await holdLock(machineLock, 'shared') : async () => {}
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => stop.abort(new Interrupted()))
  try {
    return await work()
  } catch (failure) {
    const isTold = failure instanceof Problem && failure.code === 'up.interrupted'
    if (!(stop.signal.reason instanceof Interrupted) || isTold) throw failure
    throw new Problem(
      'up.interrupted',
      { verb: words.verb, step: words.verb, cloud: words.cloud, folder },
      failure,
    )
  } finally {
    await releaseMachine()
    await releaseCloud()
  }
}
