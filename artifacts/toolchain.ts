/**
 * The pinned Go, fetched as a module and verified by the checksum in this file. Go's own way, `GOTOOLCHAIN=go1.x`, asks the checksum
 * database at every start and fails where the operator has turned that off (`GOSUMDB=off`), so we start the program in the module cache.
 */
import { access, chmod, constants, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Exec } from '@opads/world/exec'
import { goEnvironment } from './go-environment.ts'
import { goToolchain } from './recipe.ts'

const path = 'golang.org/toolchain'
const version = `v0.0.1-${goToolchain}.linux-amd64`
/** To be changed with the version: `go mod download` in an empty module writes both lines into its `go.sum`. */
const sums = `${path} ${version} h1:H1MNjtpLSXRMijiKWuh1cj9j9YM4NXKqM93/8h6Aics=
${path} ${version}/go.mod h1:8wlg68NqwW7eMnI1aABk/C2pDYXj8mrMY4TyRfiLeS0=
`

/**
 * @param starter any Go from 1.21 on
 * @throws what `exec` throws, such as a failed download or a wrong checksum
 */
export async function pinnedGo(starter: string, cache: string, exec: Exec): Promise<string> {
  const folder = join(cache, 'go/mod', `${path}@${version}`)
  const program = join(folder, 'bin/go')
  if (await isProgram(program)) return program
  const draft = join(cache, 'building', `toolchain-${process.pid}`)
  await mkdir(draft, { recursive: true })
  try {
    await writeFile(join(draft, 'go.mod'), 'module opads/toolchain\n\ngo 1.21\n')
    await writeFile(join(draft, 'go.sum'), sums)
    await exec([starter, 'mod', 'download', `${path}@${version}`], { cwd: draft, env: goEnvironment(cache) })
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
  await makePrograms(folder)
  return program
}

/** Makes the programs executable, since modules have no file modes. `go` comes last: when it is executable, all are. */
async function makePrograms(folder: string): Promise<void> {
  for (const place of ['pkg/tool/linux_amd64', 'bin']) {
    const names = (await readdir(join(folder, place))).sort((a, b) => Number(a === 'go') - Number(b === 'go'))
    for (const name of names) await chmod(join(folder, place, name), 0o555)
  }
}

const isProgram = (file: string) =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  )
