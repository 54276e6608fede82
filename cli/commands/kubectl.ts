/** `opads kubectl`: the cloud's own kubectl with the cloud's own kubeconfig, on the machine of the cloud. */
import { join } from 'node:path'
import type { Artifact } from '@opads/artifacts/contract'
import { passThrough } from '@opads/command/pass-through'
import { cloudOption } from '@opads/command/verb'
import { Problem } from '@opads/kernel/problem'
import { cloudHere } from '../machine-cloud.ts'
import { readText } from '../read-text.ts'
import { runNoun } from '../run-noun.ts'
import type { Tools } from '../tools.ts'
import { type Noun, verb } from '../verb.ts'

const artifact = 'kubernetes-1.37.2'
const room = join(import.meta.dirname, '../../artifacts/main.ts')

const kubectl = verb({
  name: '',
  say: "Run the cloud's kubectl with the cloud's kubeconfig, for root on its machine",
  isRaw: true,
  options: { cloud: cloudOption },
  output: 'foreign',
  notes: [
    'All words behind --cloud are those of kubectl, and so is the exit code. Its own help: opads kubectl help',
  ],
  examples: ['kubectl get nodes', 'kubectl --cloud dev get pods --all-namespaces'],
  run: async ({ rest }, tools) => {
    const { cloud, words } = splitCloud(rest)
    if (cloud === '')
      throw new Problem('use.invalid', {
        sentence: '--cloud takes a value: NAME',
        usage: 'opads kubectl [--cloud NAME] WORDS…',
      })
    const kubeconfig = join(tools.stateRoot, await cloudHere(tools, cloud), 'kubeconfig')
    await readText(
      kubeconfig,
      `Root may read it on the machine of the cloud; opads kubectl --cloud NAME chooses another. It is made by opads up.`,
    )
    const { files } = await getKubernetes(tools)
    return passThrough(programOf(files), 'kubectl', words, { KUBECONFIG: kubeconfig })
  },
})

/** Built from source if it is not in the cache; shows a line, because that takes minutes. */
async function getKubernetes({ exec, liveLine }: Tools): Promise<Artifact> {
  const line = liveLine()
  const timer = setTimeout(
    () => line.show(`asking the cache for ${artifact}; where it is missing it is built first`),
    3000,
  )
  try {
    return JSON.parse((await exec([process.execPath, room, 'get', artifact, '--json'])).stdout) as Artifact
  } finally {
    clearTimeout(timer)
    line.end()
  }
}

/** Only options before kubectl's own words are ours. Pure. */
export function splitCloud(rest: readonly string[]): { cloud: string | undefined; words: readonly string[] } {
  const [first, second] = rest
  if (first === '--cloud') return { cloud: second ?? '', words: rest.slice(2) }
  if (first?.startsWith('--cloud=')) return { cloud: first.slice('--cloud='.length), words: rest.slice(1) }
  return { cloud: undefined, words: rest }
}

/** One file has all programs of Kubernetes; the name by which it is started selects one. */
const programOf = (files: Artifact['files']) => files.kubectl ?? Object.values(files)[0]!

export const noun: Noun = {
  name: 'kubectl',
  say: "The cloud's kubectl, on its machine",
  isRemote: false,
  verbs: [kubectl],
}
export const run = runNoun(noun)
