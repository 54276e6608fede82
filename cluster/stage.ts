/** Lists the programs and images that hosts get, in files for the roles, which send them from the caches without a copy. */
import { createHash } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Artifact } from '@opads/artifacts/contract'
import { type Image, referenceOf } from '@opads/images/contract'
import { hostProgramsOf, imagesOf } from '@opads/parts/lists'
import type { HostProgram } from '@opads/parts/part'
import type { Layout } from './layout.ts'
import { partsOf } from './parts.ts'

export type StageTools = {
  readonly getArtifacts: (names: readonly string[]) => Promise<readonly Artifact[]>
  readonly getImages: (names: readonly string[]) => Promise<readonly Image[]>
}
/** `sums`: program's path on the host → sha256. `links`: path → target. `images`: containerd's namespace → reference → digest. */
export type Stage = {
  readonly key: string
  readonly sums: Readonly<Record<string, string>>
  readonly links: Readonly<Record<string, string>>
  readonly images: Readonly<Record<string, Readonly<Record<string, string>>>>
}
/** What is at a path of a host: a copy of a program or a link. */
type Program = {
  readonly path: string
  readonly source: string
  readonly sha256: string
  readonly mode: string
}
type Link = { readonly path: string; readonly link: string }
/** By containerd's namespace. */
type Layouts = Readonly<Record<string, readonly { reference: string; digest: string; layout: string }[]>>

/** By containerd's namespace: containers of the host, which start first, and the images of pods. */
const namespaces = { opads: 'container', 'k8s.io': 'preloaded' } as const

/** In `folder`: `programs.json`, `layouts.json` and `images.json` for the roles, `images.wanted` for hosts. */
export async function stage(
  folder: string,
  layout: Layout,
  { getArtifacts, getImages }: StageTools,
): Promise<Stage> {
  const parts = partsOf(layout)
  const programsHere = hostProgramsOf(parts, layout.versions)
  const named = Object.fromEntries(
    Object.entries(namespaces).map(([namespace, place]) => [namespace, imagesOf(parts, place)]),
  )
  const [artifacts, images] = await Promise.all([
    getArtifacts(programsHere.map(({ recipe }) => recipe)),
    getImages(Object.values(named).flat()),
  ])
  const placed = artifacts.map((artifact) => ({
    artifact,
    ...programsHere.find(({ recipe }) => recipe === artifact.name)!,
  }))
  const programs = placed.flatMap(programEntries)
  const links = placed.flatMap(linkEntries)
  const layouts: Layouts = Object.fromEntries(
    Object.entries(named).map(([namespace, names]) => [
      namespace,
      images
        .filter((image) => names.includes(image.name))
        .map(({ name, version, digest, layout: at }) => ({
          reference: referenceOf(name, version),
          digest,
          layout: at,
        })),
    ]),
  )
  const wanted = Object.entries(layouts).flatMap(([namespace, list]) =>
    list.map(({ reference, digest }) => `${namespace} ${reference} ${digest}\n`),
  )
  const byName = images.map((image) => [`${image.name}:${image.version}`, image.digest])
  const files = {
    'programs.json': JSON.stringify([...programs, ...links]),
    'layouts.json': JSON.stringify(layouts),
    'images.json': JSON.stringify(Object.fromEntries(byName)),
    'images.wanted': wanted.join(''),
  }
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const [name, text] of Object.entries(files)) await replace(join(folder, name), text)
  // Left by an earlier version, which copied everything.
  for (const name of ['host.tar', 'sums', 'stage.json']) await rm(join(folder, name), { force: true })
  return {
    key: createHash('sha256').update(JSON.stringify(files)).digest('hex'),
    sums: Object.fromEntries(programs.map(({ path, sha256 }) => [path, sha256])),
    links: Object.fromEntries(links.map(({ path, link }) => [path, link])),
    images: Object.fromEntries(
      Object.entries(layouts).map(([namespace, list]) => [
        namespace,
        Object.fromEntries(list.map(({ reference, digest }) => [reference, digest])),
      ]),
    ),
  }
}

type Placed = HostProgram & { readonly artifact: Artifact }
const folderOf = ({ folder = '/usr/local/bin' }: HostProgram) => folder

const programEntries = (placed: Placed): readonly Program[] =>
  Object.entries(placed.artifact.files).map(([program, source]) => ({
    path: `${folderOf(placed)}/${program}`,
    source,
    sha256: placed.artifact.digests[program]!,
    mode: '0755',
  }))

/** A program with more names has only one file. */
const linkEntries = (placed: Placed): readonly Link[] =>
  (placed.links ?? []).map((name) => ({
    path: `${folderOf(placed)}/${name}`,
    link: Object.keys(placed.artifact.files)[0]!,
  }))

async function replace(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text)
  await rename(`${path}.new`, path)
}
