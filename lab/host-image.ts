/** The root file system of a test host: Debian 12 with systemd and what Kubernetes needs, imported into the engine under its key. */
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Exec } from '@opads/world/exec'
import { docker } from './docker.ts'

const packages = [
  'systemd', 'systemd-sysv', 'dbus', 'openssh-server', 'python3', 'iproute2', 'iptables', 'nftables', 'conntrack', 'ebtables', 'ethtool',
  'socat', 'kmod', 'procps', 'ca-certificates', 'curl', 'zstd', 'libseccomp2', 'iputils-ping',
] // biome-ignore format: a list of names

/** Answers the image's name. The tar is kept only until the engine has it. */
export async function hostImage(
  exec: Exec,
  cache: string,
  files: string,
  note: (note: string) => void,
): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(packages))
  for (const name of (await readdir(files, { recursive: true, withFileTypes: true }))
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))
    .sort()) {
    hash.update(name.slice(files.length)).update(await readFile(name))
  }
  const image = `opads-host:${hash.digest('hex').slice(0, 16)}`
  if ((await exec(docker('image', 'inspect', image), { codes: [0, 1] })).code === 0) return image

  await mkdir(join(cache, 'lab'), { recursive: true })
  const tar = join(cache, 'lab', `${image.replace(':', '-')}.tar`)
  note('making the root file system of hosts from Debian packages')
  await exec([
    'mmdebstrap',
    '--mode=root',
    '--variant=minbase',
    `--include=${packages.join(',')}`,
    `--customize-hook=copy-in ${(await readdir(files)).map((name) => join(files, name)).join(' ')} /`,
    '--customize-hook=chroot "$1" systemctl enable opads-prepare.service ssh.service',
    '--customize-hook=chroot "$1" systemctl mask systemd-udevd.service systemd-logind.service getty.target apt-daily.timer apt-daily-upgrade.timer',
    '--customize-hook=rm -f "$1"/etc/ssh/ssh_host_*; : > "$1/etc/machine-id"',
    'bookworm',
    tar,
  ])
  note('importing it')
  await exec(docker('import', tar, image))
  await rm(tar)
  return image
}
