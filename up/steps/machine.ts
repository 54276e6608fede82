/** Debian packages that this machine needs for test hosts. */
import type { Step } from '@opads/kernel/step'
import type { UpWorld } from '../world.ts'

export const machinePackages: readonly string[] = [
  'docker.io', 'mmdebstrap', 'ansible-core', 'openssh-client', 'openssl', 'perl', 'iptables', 'iproute2', 'git', 'libseccomp-dev', 'gcc', 'libc6-dev', 'zstd', 'attr',
] // biome-ignore format: a list of names

export const machineStep: Step<UpWorld> = {
  id: 'machine',
  title: 'Prepare this machine',
  needs: [],
  estimateSeconds: 30,
  isDone: async ({ exec }) => (await missingPackages(exec)).length === 0,
  run: async ({ exec }, report) => {
    const missing = await missingPackages(exec)
    report({ note: missing.join(' ') })
    // Another apt may work now, or one of ours that outlived a killed run: wait for it.
    const apt = ['apt-get', '-o', 'DPkg::Lock::Timeout=300', '-qq'] as const
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    await exec(['dpkg', '--configure', '-a'], { env, outlives: true })
    await exec([...apt, 'update'], { outlives: true })
    await exec([...apt, 'install', '-y', '--no-install-recommends', ...missing], { env, outlives: true })
    return true
  },
}

/** What dpkg says is not installed. */
export async function missingPackages(exec: UpWorld['exec']): Promise<readonly string[]> {
  const { stdout } = await exec(
    // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query reads these places
    ['dpkg-query', '-W', '-f', '${Package} ${db:Status-Status}\n', ...machinePackages],
    { codes: 'any' },
  )
  const lines = stdout.split('\n').filter((line) => line.endsWith(' installed'))
  const installed = new Set(lines.map((line) => line.split(' ')[0]))
  return machinePackages.filter((name) => !installed.has(name))
}
