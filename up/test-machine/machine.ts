/**
 * A private copy of this machine (overlay and mount namespace): `opads` runs in it on the real disk, kernel and programs. Each file
 * that it writes is listed afterwards; its mounts and routes end with the process.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exec } from '@opads/world/exec'

const home = join(import.meta.dirname, '../..')

export type Ended = {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  /** New or changed files, without those of /tmp and the digest lists of caches. */
  readonly written: readonly string[]
}
type Scene = {
  /** Shell script that runs before; `$root` is the copy. */
  readonly prepare?: string
  /** In a network namespace of its own, with loopback only. */
  readonly isAlone?: boolean
  /** Put before the command, as `setpriv …`. */
  readonly as?: string
}

const script = `set -e
mount --make-rprivate /
mount -t tmpfs -o size=1t tmpfs "$folder/layer" # says how much is free
mkdir "$folder/layer/new" "$folder/layer/work"
mount -t overlay overlay -o "lowerdir=/,upperdir=$folder/layer/new,workdir=$folder/layer/work" "$root"
for place in /proc /sys /dev /run; do mount --rbind "$place" "$root$place"; done
mount -t tmpfs tmpfs "$root/tmp"
mount --bind "$home" "$root$home"
mount -o remount,bind,ro "$root$home"
# Pretend enough free memory; a scene may change it.
sed 's/^MemAvailable:.*/MemAvailable:   16777216 kB/' /proc/meminfo >"$folder/enough"
mount --bind "$folder/enough" "$root/proc/meminfo"
eval "$prepare"
set +e
chroot "$root" $as "$home/opads" "$@" >"$folder/out" 2>"$folder/err"
echo $? >"$folder/code"
cd "$folder/layer/new" && find . ! -type d >"$folder/written"
`

/** Runs `opads WORDS…` in the copy. */
export async function onMachine(words: readonly string[], scene: Scene = {}): Promise<Ended> {
  const folder = await mkdtemp(join(tmpdir(), 'opads-machine-'))
  const root = join(folder, 'root')
  try {
    await exec(['mkdir', root, join(folder, 'layer')])
    const env = {
      folder, root, home, prepare: scene.prepare ?? '', as: scene.as ?? '', NODE_COMPILE_CACHE: '/tmp/compile', NODE_TEST_CONTEXT: undefined,
    } // biome-ignore format: a list of names
    const spaces = ['unshare', '--mount', ...(scene.isAlone ? ['--net'] : []), '--'] as const
    await exec([...spaces, 'sh', '-c', script, 'sh', ...words], { env, timeoutMs: 60_000 })
    const text = (name: string) => readFile(join(folder, name), 'utf8')
    const lines = (await text('written')).split('\n')
    const written = lines.filter((path) => path !== '' && !path.endsWith('/digests.json'))
    return { code: Number(await text('code')), stdout: await text('out'), stderr: await text('err'), written }
  } finally {
    await rm(folder, { recursive: true })
  }
}
