/** `opads lab machine`: up, ssh, down, list. */
import { Problem } from '@opads/kernel/problem'
import { type MachineTools, machineDown, machineNames, machineSsh, machineUp } from './machine.ts'
import { type Suite, suites } from './suite.ts'

export type MachineWords = {
  readonly name: string
  readonly suite: string
  readonly memory: string
  readonly kvm: boolean
  readonly disk: readonly string[]
}

/** Returns the exit code. @throws Problem `input.invalid` with every fault, `lab.unknown`, `lab.no-qemu` */
export async function runMachine(
  [verb, ...command]: readonly string[],
  words: MachineWords,
  tools: MachineTools,
): Promise<number> {
  const { name } = words
  refuseFaults(verb, words)
  if (verb === 'ssh') return machineSsh(name, command.join(' '), tools)
  if (verb === 'list') for (const one of await machineNames(tools.state)) tools.note(`  ● ${one}`)
  else if (verb === 'down') {
    await machineDown(name, tools)
    tools.note(`● machine ${name} is gone`)
  } else {
    const { sshPort } = await machineUp(
      {
        name,
        suite: words.suite as Suite,
        memoryMiB: Number(words.memory),
        readOnlyDisks: words.disk,
        accelerator: words.kvm ? 'kvm' : 'tcg',
      },
      tools,
    )
    tools.note(`● machine ${name} is up, ssh on 127.0.0.1:${sshPort}: opads lab machine ssh --name ${name}`)
  }
  return 0
}

function refuseFaults(verb: string | undefined, { name, suite, memory, disk }: MachineWords): void {
  const memoryMiB = Number(memory)
  const faults = [
    ...(['up', 'ssh', 'down', 'list'].includes(verb ?? '') ? [] : ['it takes up, ssh, down or list']),
    ...(/^[a-z][a-z0-9-]{0,19}$/.test(name)
      ? []
      : ['--name takes 1 to 20 of a-z, 0-9 and -, first a letter']),
    ...((suites as readonly string[]).includes(suite) ? [] : [`--suite takes ${suites.join(' or ')}`]),
    ...(Number.isInteger(memoryMiB) && memoryMiB >= 512 ? [] : ['--memory takes MiB, 512 or more']),
    ...disk
      .filter((file) => !file.startsWith('/'))
      .map((file) => `--disk takes an absolute path, not ${file}`),
  ]
  if (faults.length > 0)
    throw new Problem('input.invalid', {
      source: 'opads lab machine',
      count: faults.length,
      faults: faults.join('; '),
    })
}
