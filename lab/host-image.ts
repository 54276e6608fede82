/** The image of test hosts in the engine, named by the key of the tar that it is imported from. */
import type { Exec } from '@opads/world/exec'
import { docker } from './docker.ts'
import { type HostTarTools, hostKey, withHostTar } from './host-tar.ts'

/** Returns the image's name; imports it if the engine does not have it. */
export async function hostImage(tools: HostTarTools): Promise<string> {
  const { exec, note } = tools
  const known = await wantedHostImage(tools)
  if (await isImported(known, exec)) return known
  return withHostTar(tools, async ({ key, path }) => {
    const image = imageOf(key) // another image, if the archive no longer had a package of the lock file
    if (await isImported(image, exec)) return image // another lab waited for the same tar
    note('importing the root file system of hosts')
    await exec(docker('import', path, image))
    await removeHostImages(exec, image)
    return image
  })
}

export const wantedHostImage = async (tools: HostTarTools): Promise<string> => imageOf(await hostKey(tools))
export const hasHostImage = async (tools: HostTarTools): Promise<boolean> =>
  isImported(await wantedHostImage(tools), tools.exec)

/** Deletes all but `kept`. The engine refuses to delete images of existing hosts. */
export async function removeHostImages(exec: Exec, kept?: string): Promise<void> {
  const format = ['--format', '{{.Repository}}:{{.Tag}}'] as const
  const { stdout } = await exec(docker('image', 'ls', '--filter', 'reference=opads-host', ...format))
  for (const image of stdout.split('\n').filter((one) => one !== '' && one !== kept))
    await exec(docker('image', 'rm', image), { codes: 'any' })
}

const imageOf = (key: string) => `opads-host:${key}`
const isImported = async (image: string, exec: Exec) =>
  (await exec(docker('image', 'inspect', image), { codes: [0, 1] })).code === 0
