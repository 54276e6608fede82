/** Debian packages that a build with C code needs: installed by root as the launcher installs npm, else asked for. */
import { Problem } from '@opads/kernel/problem'
import { debianHere } from '@opads/world/debian-here'
import type { Exec } from '@opads/world/exec'
import type { Recipe } from './recipe.ts'

/** @throws Problem `artifact.no-packages` */
export async function installPackages(
  { name, debianPackages = [] }: Recipe,
  {
    exec,
    isRoot,
    note,
  }: { readonly exec: Exec; readonly isRoot: boolean; readonly note: (note: string) => void },
): Promise<void> {
  const missing = await missingPackages(debianPackages, exec)
  if (missing.length === 0) return
  if (!isRoot) throw new Problem('artifact.no-packages', { artifact: name, packages: missing.join(' ') })
  note(`installs ${missing.join(' ')} of Debian, for ${name}`)
  const debian = debianHere(exec, { note })
  await debian.refresh()
  await debian.install(missing)
}

async function missingPackages(names: readonly string[], exec: Exec): Promise<readonly string[]> {
  if (names.length === 0) return []
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query reads these places
  const format = '${Package} ${db:Status-Status}\n'
  const { stdout } = await exec(['dpkg-query', '--show', '--showformat', format, ...names], { codes: 'any' })
  const lines = stdout.split('\n')
  return names.filter((name) => !lines.includes(`${name} installed`))
}
