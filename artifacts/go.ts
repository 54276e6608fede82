/** Which Go builds: always the pinned one. The machine's own Go fetches it where that is 1.21 or newer, else Debian 13's Go. */
import { Problem } from '@opads/kernel/problem'
import type { Apt } from '@opads/world/apt'
import type { Exec } from '@opads/world/exec'
import { debianGo, debianGoThere } from './debian-go.ts'
import { goToolchain } from './recipe.ts'
import { pinnedGo } from './toolchain.ts'

type GoTools = {
  readonly exec: Exec
  readonly apt: Apt
  readonly cache: string
  readonly note: (note: string) => void
}

/**
 * Path or name of the pinned Go. The caller holds the cache's lock.
 * @throws Problem `artifact.no-go`, `artifact.no-toolchain`
 */
export async function goProgram({ exec, apt, cache, note }: GoTools): Promise<string> {
  const said = await ownGo(exec)
  if (said.includes(` ${goToolchain} `)) return 'go'
  const starter = (await starterOf(said, cache)) ?? (await fetchedGo())
  return pinnedGo(starter, cache, exec).catch((failure: unknown) => {
    if (!(failure instanceof Problem)) throw failure
    const output = String(failure.facts.output ?? failure.message)
    const why = /^.*checksum mismatch.*$/m.exec(output)?.[0] ?? failure.facts.lastLine ?? output
    throw new Problem('artifact.no-toolchain', { go: goToolchain, why }, failure)
  })

  async function fetchedGo(): Promise<string> {
    note(`${said || 'no Go on this machine'}: fetching Go of Debian 13, about 50 MB`)
    return debianGo(cache, exec, apt)
  }
}

/** A Go already on this machine that can fetch the pinned one. */
export const goThere = async (exec: Exec, cache: string): Promise<string | undefined> =>
  starterOf(await ownGo(exec), cache)

const starterOf = async (said: string, cache: string) =>
  fetchesToolchains(said) ? 'go' : debianGoThere(cache)

/** What the machine's own `go version` prints; empty where there is no Go. */
async function ownGo(exec: Exec): Promise<string> {
  const asked = exec(['go', 'version'], { env: { GOTOOLCHAIN: 'local' }, codes: 'any' })
  return asked.then(
    ({ stdout }) => stdout.trim(),
    (failure: unknown) => {
      if (failure instanceof Problem && failure.code === 'command.missing') return ''
      throw failure
    },
  )
}

/** Go 1.21 and newer can fetch toolchains. @param version what `go version` prints */
function fetchesToolchains(version: string): boolean {
  const [, major, minor] = /\bgo(\d+)\.(\d+)/.exec(version) ?? []
  return Number(major) > 1 || (Number(major) === 1 && Number(minor) >= 21)
}
