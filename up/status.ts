/** `opads status`: asks the cloud itself. */
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { Answer } from '@opads/command/handlers'
import { Problem } from '@opads/kernel/problem'
import { observe } from './observe.ts'
import { statusOf } from './status-facts.ts'
import { statusText } from './status-text.ts'
import type { UpWorld } from './world.ts'

/** Exit code 0: healthy; 6: not. @throws Problem `up.no-cloud`, `up.no-answer` */
export async function statusAnswer(world: UpWorld): Promise<Answer> {
  const { words, folder } = world
  const kubeconfig = join(folder, 'kubeconfig')
  await access(kubeconfig).catch((cause: unknown) => {
    throw new Problem('up.no-cloud', { cloud: words.cloud }, cause)
  })
  const client = await world.kube(kubeconfig)
  try {
    const status = statusOf(await observed(world, client), Date.now())
    const hasColour = process.stdout.isTTY && process.env.NO_COLOR === undefined
    return {
      json: status,
      text: statusText(status, hasColour),
      exit: status.state === 'healthy' ? 0 : 6,
    }
  } finally {
    await client.close()
  }
}

async function observed(world: UpWorld, client: Parameters<typeof observe>[1]) {
  try {
    return await observe(world, client)
  } catch (failure) {
    if (failure instanceof Problem) throw failure
    throw new Problem('up.no-answer', { cloud: world.words.cloud, reason: reasonOf(failure) }, failure)
  }
}

const reasonOf = (failure: unknown) =>
  failure instanceof Error
    ? failure.cause instanceof Error
      ? failure.cause.message
      : failure.message
    : String(failure)
