/** Duration of a build's last step: append a 10 MB layer to a 200 MB base and push. Peers: crane, buildah. */
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LoopbackRegistry } from '@opads/world/loopback-registry'
import { type Bench, type BenchWorld, median, type Row, rowOf, type Sample } from './kit.ts'

const runs = 11
const megabyte = 1_000_000
const title = 'append 10 MB to 200 MB base and push'

export const imagesBench: Bench = {
  name: 'images',
  say: `${title}, against crane and buildah`,
  estimateSeconds: 240,
  comparesCommits: false,
  run: async (world) => {
    const registry = await world.startRegistry()
    const top = await mkdtemp('/var/tmp/opads-bench-images-') // /tmp may be memory
    const buildah = buildahWords(top, registry)
    try {
      return await measure(world, registry, top, buildah)
    } finally {
      await world.exec([...buildah, 'rm', '--all'], { codes: 'any' })
      await world.exec(['umount', join(top, 'storage/overlay')], { codes: 'any' }) // buildah leaves it mounted
      await registry.stop()
      await rm(top, { recursive: true, force: true })
    }
  },
}

type Words = readonly [string, ...string[]]

async function measure(
  { exec, timed, getArtifact, home, note }: BenchWorld,
  { access, folder }: LoopbackRegistry,
  top: string,
  buildah: Words,
): Promise<readonly Row[]> {
  const { name } = access
  const crane = (await getArtifact('crane')).files.crane!
  const env = {
    SSL_CERT_FILE: join(folder, 'ca.crt'),
    DOCKER_CONFIG: folder, // crane
    REGISTRY_AUTH_FILE: join(folder, 'config.json'),
  }
  const base = `${name}/bench/base:1`
  note('the base: 200 MB in 4 layers')
  for (const index of [1, 2, 3, 4]) {
    const tree = join(top, `base-${index}`)
    await writeTree(tree, 50 * megabyte, `base ${index}`)
    await exec(['tar', '-cf', `${tree}.tar`, '-C', tree, '.'])
    const from = index === 1 ? ['--oci-empty-base'] : ['--base', base]
    await exec([crane, 'append', ...from, '--new_layer', `${tree}.tar`, '--new_tag', base], { env })
  }
  await exec([...buildah, 'pull', base], { env })

  const ways = {
    opads: (tree: string, run: string) =>
      timed([process.execPath, join(home, 'images/main.ts'), 'append', base, `${name}/bench/opads-${run}:1`, tree, '--compression', 'gzip', '--ca', env.SSL_CERT_FILE], env),
    'opads, zstd': (tree: string, run: string) =>
      timed([process.execPath, join(home, 'images/main.ts'), 'append', base, `${name}/bench/zstd-${run}:1`, tree, '--compression', 'zstd', '--ca', env.SSL_CERT_FILE], env),
    crane: (tree: string, run: string) =>
      timed([crane, 'append', '--base', base, '--new_layer', `${tree}.tar`, '--new_tag', `${name}/bench/crane-${run}:1`], env),
    buildah: async (tree: string, run: string) => {
      const image = `bench-${run}`
      return sumOf([
        await timed([...buildah, 'from', '--pull-never', '--name', `store-${run}`, base], env),
        await timed([...buildah, 'add', '--quiet', `store-${run}`, tree, '/app'], env),
        await timed([...buildah, 'commit', '--quiet', '--rm', `store-${run}`, image], env),
        await timed([...buildah, 'push', '--quiet', image, `docker://${name}/bench/buildah-${run}:1`], env),
      ])
    },
    // Buildah's shortest way: nothing is kept in its store.
    'buildah, straight': async (tree: string, run: string) =>
      sumOf([
        await timed([...buildah, 'from', '--pull-never', '--name', `straight-${run}`, base], env),
        await timed([...buildah, 'add', '--quiet', `straight-${run}`, tree, '/app'], env),
        await timed([...buildah, 'commit', '--quiet', '--rm', `straight-${run}`, `docker://${name}/bench/straight-${run}:1`], env),
      ]),
  } // biome-ignore format: commands
  const samples: Record<Way, Sample[]> = {
    opads: [],
    'opads, zstd': [],
    crane: [],
    buildah: [],
    'buildah, straight': [],
  }
  for (let run = 0; run <= runs; run += 1) {
    note(run === 0 ? 'a round that does not count' : `round ${run} of ${runs}`, run / (runs + 1))
    for (const way of Object.keys(ways) as Way[]) {
      const tree = join(top, `${way.replace(/\W+/g, '-')}-${run}`)
      await writeTree(tree, 10 * megabyte, `${way} ${run}`)
      await exec(['tar', '-cf', `${tree}.tar`, '-C', tree, '.']) // crane needs a tar; making it is not measured
      const sample = await ways[way](tree, String(run))
      if (run > 0) samples[way].push(sample)
      await rm(tree, { recursive: true })
      await rm(`${tree}.tar`)
    }
  }
  return rowsOf(samples)
}

/** Writes text in 250 files that compresses about like programs; no two trees share a block. */
async function writeTree(folder: string, bytes: number, seed: string): Promise<void> {
  const files = 250
  for (let file = 0; file < files; file += 1) {
    const lines: string[] = []
    for (let size = 0, line = 0; size < bytes / files; line += 1) {
      const hex = createHash('sha256').update(`${seed} ${file} ${line}`).digest('hex')
      const text = `export const name${line} = read('${hex}', { at: ${line}, kind: 'text', isOpen: true })\n`
      lines.push(text)
      size += text.length
    }
    const place = join(folder, `part-${file % 10}`)
    await mkdir(place, { recursive: true })
    await writeFile(join(place, `file-${file}.js`), lines.join(''))
  }
}

/** With its own store, so that the machine's is not touched. */
const buildahWords = (top: string, { folder }: LoopbackRegistry): Words => [
  'buildah', '--root', join(top, 'storage'), '--runroot', join(top, 'run'), '--storage-driver', 'overlay',
  '--registries-conf', '/dev/null', '--log-level', 'error',
  '--registries-conf-dir', join(folder, 'no-such-folder'),
] // biome-ignore format: one command

const sumOf = (samples: readonly Sample[]): Sample => ({
  seconds: samples.reduce((sum, one) => sum + one.seconds, 0),
  cpuSeconds: samples.reduce((sum, one) => sum + one.cpuSeconds, 0),
})

type Way = 'opads' | 'opads, zstd' | 'crane' | 'buildah' | 'buildah, straight'

/** Measured with perl's `times` on 2026-11-24, by leaving parts out. */
const profile =
  'from, add, commit, push; both gzip. Ours costs 0.3 CPU s: Node 0.03, our modules and TLS 0.05, gzip 0.09, digests 0.01, requests and files 0.12; ' +
  'four answers of the registry follow one another, each after a bcrypt of about 20 ms that buildah waits for too'

/** Ratios are of one round each, so that other load on the machine affects both sides. */
function rowsOf(samples: Readonly<Record<Way, readonly Sample[]>>): Row[] {
  const seconds = (way: Way) => samples[way].map((one) => one.seconds)
  const ratios = (above: Way, below: Way) => seconds(above).map((value, run) => value / seconds(below)[run]!)
  const peer = (name: Way) => ({ name: `${name}, s`, value: median(seconds(name)) })
  return [
    rowOf(
      {
        what: title,
        unit: '× crane append',
        goal: { op: '<=', value: 1.2 },
        peer: peer('crane'),
        why: 'both gzip; ours starts Node and reads a folder, crane is handed a tar',
      },
      ratios('opads', 'crane'),
    ),
    rowOf(
      {
        what: `${title}, against buildah`,
        unit: '× faster',
        goal: { op: '>=', value: 5 },
        peer: peer('buildah'),
        why: profile,
      },
      ratios('buildah', 'opads'),
    ),
    rowOf(
      {
        what: `${title}, against buildah committing straight to the registry`,
        unit: '× faster',
        peer: peer('buildah, straight'),
        why: 'its shortest way: from, add, commit',
      },
      ratios('buildah, straight', 'opads'),
    ),
    ...(Object.keys(samples) as Way[]).flatMap((way) => [
      rowOf({ what: `${title}: ${way}`, unit: 's' }, seconds(way)),
      rowOf(
        { what: `${title}: ${way}, CPU`, unit: 'CPU s' },
        samples[way].map((one) => one.cpuSeconds),
      ),
    ]),
  ]
}
