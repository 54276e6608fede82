/** Lists that follow from the parts: programs, images, versions, tags. Pure. */
import type { HostProgram, Part } from './part.ts'

/** Part → version, for parts of which `cluster.yml` may choose one. */
type Versions = Readonly<Record<string, string>>
type Place = keyof NonNullable<Part['images']>

/** The versions that can be chosen, by part; the default first. */
export const versionsOf = (parts: readonly Part[]): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(parts.flatMap(({ name, versions }) => (versions ? [[name, versions] as const] : [])))

const named = (text: string, { name, versions = [] }: Part, chosen: Versions) =>
  text.replace('{version}', () => chosen[name] ?? versions[0]!)

/** Programs that are put on every host. */
export const hostProgramsOf = (parts: readonly Part[], chosen: Versions = {}): readonly HostProgram[] =>
  parts.flatMap((part) =>
    (part.hostPrograms ?? []).map((one) => ({ ...one, recipe: named(one.recipe, part, chosen) })),
  )

/** All programs that must be built, for hosts and for images. */
export const programsOf = (parts: readonly Part[], chosen: Versions = {}): readonly string[] => [
  ...new Set([
    ...hostProgramsOf(parts, chosen).map(({ recipe }) => recipe),
    ...parts.flatMap((part) => (part.imagePrograms ?? []).map((one) => named(one, part, chosen))),
  ]),
]

export const imagesOf = (parts: readonly Part[], ...places: readonly Place[]): readonly string[] => [
  ...new Set(parts.flatMap(({ images }) => places.flatMap((place) => images?.[place] ?? []))),
]

/** Tags of the playbook, in the order in which their parts need each other. */
export const tagsOf = (parts: readonly Part[]): readonly string[] =>
  parts.flatMap(({ name, install }) => {
    if (install.by === 'playbook') return Object.keys(install.tags)
    return install.by === 'template' ? [name] : []
  })

/** Templates of role `objects`, in the order in which their parts need each other. */
export const templatesOf = (parts: readonly Part[]): readonly string[] =>
  parts.filter(({ install }) => install.by === 'template').map(({ name }) => name)

/** What a cloud's hosts hold that is lost with them: "images", "git repositories". */
export const holdingsOf = (parts: readonly Part[]): readonly string[] => [
  ...new Set(parts.flatMap(({ state = [] }) => state.map(({ holds }) => holds))),
]
