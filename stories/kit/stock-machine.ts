/** A stock Debian in QEMU for a story; it gets this checkout and warm caches on a read-only disk. */
import { access, mkdir, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { type ExecResult, exec } from '@opads/world/exec'
import { pathsBelow } from '@opads/world/walk'

const home = join(import.meta.dirname, '../..')
const cache = process.env.OPADS_CACHE ?? join(homedir(), '.cache/opads')
/** Whether the machine uses the processor's own virtualization (`OPADS_KVM=1`); else every instruction is translated. */
export const hasKvm = process.env.OPADS_KVM === '1'
/** Folders of the cache that a cloud needs: without Go caches and machines' disks. */
const warm = ['node', 'artifacts', 'images', 'debian', 'lab']

export type Suite = 'bookworm' | 'trixie'
export type StockMachine = Awaited<ReturnType<typeof stockMachine>>

/** Two hours: everything is slow here, but a hanging story must end. */
const longest = 7_200_000

export async function stockMachine(suite: Suite) {
  const name = `story-${suite}`
  const disk = join(cache, 'building', `${name}.img`)
  const lab = (...words: string[]) =>
    exec([join(home, 'opads'), 'lab', 'machine', ...words], { timeoutMs: longest, codes: 'any' })
  /** Runs in its shell, in the checkout, with a strict umask. Prints every line. */
  const run = (command: string): Promise<ExecResult> =>
    exec(
      [
        join(home, 'opads'), 'lab', 'machine', 'ssh', '--name', name, '--',
        `umask 077; export PATH=/usr/sbin:$PATH; cd "${checkout}" 2>/dev/null; ${command}`,
      ],
      { timeoutMs: longest, codes: 'any', onLine: (line) => console.log(`    ${line}`) },
    ) // biome-ignore format: one command
  return {
    run,
    up: async () => {
      await warmDisk(disk)
      const { code, stderr } = await lab(
        ...['up', '--name', name, '--suite', suite, '--disk', disk],
        ...(hasKvm ? ['--kvm'] : []),
      )
      if (code !== 0) throw new Error(stderr)
      const handed = await run(handOver)
      if (handed.code !== 0) throw new Error(handed.stderr)
    },
    down: async () => {
      await lab('down', '--name', name)
      await rm(disk, { force: true })
    },
    /** The traces of `machine.ts`, read on that machine. */
    traces: async (): Promise<Record<string, readonly string[]>> => {
      const program =
        "import { traces } from './stories/kit/machine.ts'; console.log(JSON.stringify(await traces()))"
      const { stdout } = await run(
        `node_modules/.bin/node --input-type=module-typescript -e '${program.replaceAll("'", '"')}'`,
      )
      return JSON.parse(stdout.trim().split('\n').at(-1)!) as Record<string, readonly string[]>
    },
  }
}

/** The space in the name is part of the test. */
export const checkout = '/root/my opads'

/** Mounts the disk read-only, with overlays for writes. */
const handOver = `set -e
mkdir -p /mnt/warm /var/warm/cache /var/warm/cache-work /var/warm/checkout /var/warm/checkout-work /root/.cache/opads "${checkout}"
mount -o ro /dev/vdb /mnt/warm
mount -t overlay warm -o lowerdir=/mnt/warm/cache,upperdir=/var/warm/cache,workdir=/var/warm/cache-work /root/.cache/opads
mount -t overlay warm -o lowerdir=/mnt/warm/checkout,upperdir=/var/warm/checkout,workdir=/var/warm/checkout-work "${checkout}"`

async function warmDisk(disk: string): Promise<void> {
  await exec([join(home, 'opads'), 'lab', 'image'], { timeoutMs: 600_000 })
  const tree = `${disk}.tree`
  await rm(tree, { recursive: true, force: true })
  await mkdir(join(tree, 'cache'), { recursive: true })
  for (const name of warm) {
    const from = join(cache, name)
    const isThere = await access(from).then(
      () => true,
      () => false,
    )
    if (isThere) await exec(['cp', '--archive', '--link', from, join(tree, 'cache', name)])
  }
  await rm(join(tree, 'cache/lab/qemu'), { recursive: true, force: true })
  await exec(['git', 'clone', '--quiet', home, join(tree, 'checkout')])
  await exec(['cp', '--archive', join(home, 'node_modules'), join(tree, 'checkout')])
  const { stdout } = await exec(['du', '--summarize', '--block-size=1M', tree])
  const files = (await pathsBelow(tree)).length
  const mebibytes = Math.ceil(Number(stdout.split('\t')[0]) * 1.2) + 256
  await rm(disk, { force: true })
  await exec([
    'mke2fs',
    '-q',
    '-t',
    'ext4',
    '-m',
    '0',
    '-N',
    String(Math.ceil(files * 1.1) + 1000),
    '-d',
    tree,
    disk,
    `${mebibytes}M`,
  ])
  await rm(tree, { recursive: true })
}
