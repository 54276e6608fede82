/**
 * Where a lab answers on this machine: a container in the machine's network that passes connections on to the first host. Pure.
 *
 * The engine's own proxy for a published port is not used on a loopback address: it is killed together with the engine's thread that
 * started it (moby issue 45152, until version 23), which ends when another lab comes or goes. For other addresses the engine needs
 * no process: the kernel translates them and keeps the client's address. A client that closes its sending side has ended the connection,
 * as it has for the gateway's nginx.
 */
import type { Argv } from '@opads/kernel/argv'
import { docker, type HostPlan } from './docker.ts'

export const entranceName = (lab: string) => `opads-${lab}-entrance`

/** An address of this machine as a part of the first host's plan. */
export const addressOfLab = (listen: string): Pick<HostPlan, 'publish' | 'entrance'> =>
  listen.startsWith('127.') ? { entrance: listen } : { publish: listen }

/** Connections at once; systemd's default is 256. */
const connections = 4096

function runEntrance(host: HostPlan, listen: string): Argv {
  const port = Number(listen.split(':')[1])
  return docker(
    'run', '--detach', '--name', entranceName(host.lab), '--label', `opads.lab=${host.lab}`,
    '--restart', 'unless-stopped', '--network', 'host', '--read-only', '--memory', '256m', '--pids-limit', '32',
    '--log-opt', 'max-size=1m', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges',
    ...(port < 1024 ? ['--cap-add', 'NET_BIND_SERVICE'] : ['--user', '65534:65534']),
    host.image,
    'systemd-socket-activate', '--listen', listen,
    '/lib/systemd/systemd-socket-proxyd', '--connections-max', String(connections), `${host.address}:443`,
  ) // biome-ignore format: one command
}

type Inspected = {
  readonly State: { readonly Running: boolean; readonly Paused: boolean; readonly Restarting?: boolean }
  readonly HostConfig: { readonly PortBindings?: Readonly<Record<string, unknown>> | null }
}
const first = (inspected: string | undefined) =>
  inspected === undefined ? undefined : (JSON.parse(inspected) as Inspected[])[0]

/**
 * Commands that complete the entrance.
 * @param host, entrance output of `docker inspect`; `undefined` if there is no such container. A host made before there were entrances
 * has published its port itself, and keeps it.
 */
export function missingEntrance(
  host: string | undefined,
  entrance: string | undefined,
  plan: HostPlan,
): readonly Argv[] {
  if (plan.entrance === undefined || Object.keys(first(host)?.HostConfig.PortBindings ?? {}).length > 0)
    return []
  const found = first(entrance)
  if (!found) return [runEntrance(plan, plan.entrance)]
  const name = entranceName(plan.lab)
  return [
    ...(found.State.Paused ? [docker('unpause', name)] : []),
    ...(found.State.Restarting ? [docker('restart', '--time', '1', name)] : []), // the engine waits longer after each failure
    ...(found.State.Running ? [] : [docker('start', name)]),
  ]
}
