/** Debian programs that component tests check our results with. */
import { debianHere } from '@opads/world/debian-here'
import { exec } from '@opads/world/exec'

const names = [
  'skopeo', 'mmdebstrap', 'chromium', 'attr', 'libcap2-bin', 'zstd', 'openssl', 'git',
  'postgresql',
  'docker.io', 'iptables', 'iproute2',
] // biome-ignore format: a list of names

/** Installs those that are missing. Only as root. */
export async function installJudges(): Promise<void> {
  const { code } = await exec(['dpkg-query', '-W', ...names], { codes: 'any' })
  if (code === 0 || process.getuid?.() !== 0) return
  const debian = debianHere(exec, { note: (note) => process.stdout.write(`  ◐ ${note}\n`) })
  await debian.refresh()
  await debian.install(names)
}
