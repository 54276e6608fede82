/** Debian programs that component tests need: those that they check our results with, and those that `up` installs on a machine. */
import { machinePackages } from '@opads/up/steps/packages'
import { debianHere } from '@opads/world/debian-here'
import { exec } from '@opads/world/exec'

const names = [
  ...machinePackages,
  'skopeo', 'chromium', 'libcap2-bin', 'zstd', 'postgresql',
] // biome-ignore format: a list of names

/** Installs those that are missing. Only as root. */
export async function installTestPrograms(note: (words: string) => void): Promise<void> {
  const { code } = await exec(['dpkg-query', '-W', ...names], { codes: 'any' })
  if (code === 0 || process.getuid?.() !== 0) return
  const debian = debianHere(exec, { note })
  await debian.refresh()
  await debian.install(names)
}
