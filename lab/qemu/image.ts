/** The disk of a stock Debian with its kernel, made once for each suite and kept in the cache: `<cache>/lab/qemu/<suite>-<key>`. */

import { createHash } from 'node:crypto'
import { access, copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { contained } from '@opads/kernel/argv'
import type { Exec } from '@opads/world/exec'
import type { HoldLock } from '@opads/world/lock'
import { trustHere } from '@opads/world/trust'
import { type Suite, stockCommands, stockFiles, stockPackages } from './suite.ts'

/** Paths. `key`: of root's ssh account; `hostKey`: text of the machine's public key. */
export type StockImage = {
  readonly disk: string
  readonly kernel: string
  readonly initrd: string
  readonly key: string
  readonly hostKey: string
}
export type ImageTools = {
  readonly exec: Exec
  readonly holdLock: HoldLock
  readonly cache: string
  readonly note: (note: string) => void
}

/** Large enough for a cloud, whose images are in the engine, in containerd and in the registry. The file is sparse. */
const diskSize = '48G'

export async function stockImage(suite: Suite, tools: ImageTools): Promise<StockImage> {
  const { holdLock, cache, note } = tools
  const top = join(cache, 'lab', 'qemu')
  const inputs = JSON.stringify([suite, stockPackages, stockFiles, stockCommands, diskSize])
  const folder = join(top, `${suite}-${createHash('sha256').update(inputs).digest('hex').slice(0, 16)}`)
  const release = await holdLock(join(top, `${suite}.lock`), 'exclusive', () =>
    note('waiting for another opads that makes this disk'),
  )
  try {
    if (!(await isThere(folder))) await make(folder, suite, tools)
  } finally {
    await release()
  }
  const at = (name: string) => join(folder, name)
  const hostKey = (await readFile(at('host-key.pub'), 'utf8')).trim()
  return { disk: at('disk.img'), kernel: at('vmlinuz'), initrd: at('initrd'), key: at('id_ed25519'), hostKey }
}

async function make(folder: string, suite: Suite, { exec, note }: ImageTools): Promise<void> {
  const draft = `${folder}.draft`
  const tree = join(draft, 'tree')
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { recursive: true, mode: 0o700 })
  note(`making a stock Debian, ${suite}, about two minutes`)
  await exec(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', 'opads', '-f', join(draft, 'id_ed25519')])
  const files = join(draft, 'files')
  await layOut(files, await readFile(join(draft, 'id_ed25519.pub'), 'utf8'))
  await exec(
    contained([
      'mmdebstrap', '--quiet', '--mode=root', '--variant=minbase', `--include=${stockPackages.join(',')}`,
      `--customize-hook=sync-in '${files}' /`,
      ...stockCommands.map((command) => `--customize-hook=chroot "$1" sh -c '${command}'`),
      '--customize-hook=chmod 700 "$1/root" "$1/root/.ssh"; : > "$1/etc/machine-id"',
      suite, tree,
    ]),
    { env: { TMPDIR: draft } },
  ) // biome-ignore format: one command
  const boot = await readdir(join(tree, 'boot'))
  for (const [name, prefix] of [['vmlinuz', 'vmlinuz-'], ['initrd', 'initrd.img-']] as const) // biome-ignore format: a table
    await copyFile(join(tree, 'boot', boot.find((one) => one.startsWith(prefix))!), join(draft, name))
  await copyFile(join(tree, 'etc/ssh/ssh_host_ed25519_key.pub'), join(draft, 'host-key.pub'))
  note('writing its disk')
  const disk = join(draft, 'disk.img')
  await exec(['mke2fs', '-q', '-t', 'ext4', '-L', 'stock', '-d', tree, disk, diskSize])
  for (const name of [tree, files]) await rm(name, { recursive: true })
  await rename(draft, folder)
}

async function layOut(files: string, publicKey: string): Promise<void> {
  const texts: Readonly<Record<string, string>> = {
    ...stockFiles,
    'root/.ssh/authorized_keys': publicKey,
    // The CAs that this machine trusts: many companies sign their registries with their own.
    'usr/local/share/ca-certificates/operator.crt': await trustHere(),
  }
  for (const [name, text] of Object.entries(texts)) {
    const path = join(files, name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text, { mode: 0o644 })
  }
}

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )
