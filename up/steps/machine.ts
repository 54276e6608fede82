/** Debian packages that this machine needs for test hosts. */
import type { Step } from '@opads/kernel/step'
import { debianHere } from '@opads/world/debian-here'
import type { UpWorld } from '../world.ts'
import { askedPackages, clientPackage, hasCandidate, missingOf } from './packages.ts'

export const machineStep: Step<UpWorld> = {
  id: 'machine',
  title: 'Prepare this machine',
  needs: [],
  estimateSeconds: 30,
  isDone: async ({ exec }) => (await missingPackages(exec)).length === 0,
  foresee: async ({ exec }) => ({
    changes: (await missingPackages(exec)).map((name) => `installs ${name}`),
  }),
  run: async ({ exec, room, stop: signal }, report) => {
    const debian = debianHere(exec, { note: (note) => report({ note }), signal })
    await debian.refresh()
    const missing = await missingPackages(exec) // with fresh lists apt may offer the client
    report({ note: missing.join(' ') })
    await room('lab', ['note', ...missing])
    await debian.install(missing)
    return true
  },
}

/** Packages that dpkg does not list as installed. */
export async function missingPackages(exec: UpWorld['exec']): Promise<readonly string[]> {
  const { stdout } = await exec(
    // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query reads these fields
    ['dpkg-query', '-W', '-f', '${Package} ${db:Status-Status}\n', ...askedPackages],
    { codes: 'any' },
  )
  const lines = stdout.split('\n').filter((line) => line.endsWith(' installed'))
  return missingOf(new Set(lines.map((line) => line.split(' ')[0]!)), await lacksClient(exec))
}

/** Whether `docker` is missing and apt has a package of its own for it. Asking apt takes a second. */
async function lacksClient(exec: UpWorld['exec']): Promise<boolean> {
  if ((await exec(['which', 'docker'], { codes: 'any' })).code === 0) return false
  return hasCandidate((await exec(['apt-cache', 'policy', clientPackage], { codes: 'any' })).stdout)
}
