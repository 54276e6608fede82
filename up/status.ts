/** `opads status`: asks the cluster itself, with the programs of its first host. */
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '@opads/kernel/problem'
import type { Exec } from '@opads/world/exec'
import { clusterFacts, statusLines } from './status-lines.ts'
import type { Words } from './words.ts'

/** Answers the exit code: 0 healthy, 6 not. @throws Problem `up.no-cloud` */
export async function printStatus(words: Words, state: string, exec: Exec): Promise<number> {
  const kubeconfig = join(state, 'kubeconfig')
  await access(kubeconfig).catch((cause: unknown) => {
    throw new Problem('up.no-cloud', { cloud: words.cloud }, cause)
  })
  const kubectl = (...args: string[]) =>
    exec(
      [
        'ssh',
        '-F',
        join(state, 'ssh', 'config'),
        'm1',
        'kubectl',
        '--kubeconfig',
        '/etc/kubernetes/admin.conf',
        ...args,
      ],
      { timeoutMs: 15_000 },
    )
  const [nodes, pods] = await Promise.all([
    kubectl('get', 'nodes', '-o', 'json'),
    kubectl('get', 'pods', '-A', '-o', 'json'),
  ])
  const facts = clusterFacts(words.cloud, JSON.parse(nodes.stdout), JSON.parse(pods.stdout))
  process.stdout.write(words.isJson ? `${JSON.stringify(facts)}\n` : statusLines(facts))
  return facts.state === 'healthy' ? 0 : 6
}
