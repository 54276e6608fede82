/**
 * Scenes in their own network, mount and PID namespaces, which do not touch this machine. A test starts its own file again there, once
 * per scene, with empty folders for the engine and for locks; the scene returns what it saw as JSON.
 */
import { exec } from '@opads/world/exec'

type Scenes<Seen> = Readonly<Record<string, () => Promise<readonly Seen[]>>>

/** Inside the namespaces it plays the scene and ends the process; outside it does nothing. */
export async function playIfAsked<Seen>(scenes: Scenes<Seen>): Promise<void> {
  const asked = process.env.OPADS_TEST_SCENE
  if (asked === undefined) return
  process.stdout.write(JSON.stringify(await scenes[asked]!()))
  process.exit(0) // ends the namespaces, and all processes in them
}

/** @param file of the test. @param prepare shell script, run in the namespaces first */
export async function play<Seen>(file: string, scene: string, prepare = 'true'): Promise<readonly Seen[]> {
  // Mounts of this machine's own labs would keep folders of the scene busy.
  const within = `mount --make-rprivate / && { umount --recursive --lazy /var/lib/opads/lab/docker 2>/dev/null || true; } && mkdir -p /var/lib/opads && mount -t tmpfs tmpfs /var/lib/opads &&
    mount -t tmpfs tmpfs /run && ip link set lo up && ${prepare} && exec "$0" "$1"`
  const spaces = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'] as const
  const env = { OPADS_TEST_SCENE: scene, NODE_TEST_CONTEXT: undefined }
  const words = ['sh', '-c', within, process.execPath, file] as const
  const { stdout } = await exec(['unshare', ...spaces, '--', ...words], { env, timeoutMs: 120_000 })
  return JSON.parse(stdout) as readonly Seen[]
}
