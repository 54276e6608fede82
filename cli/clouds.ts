/** The clouds that a person has signed in to, and which of them a command uses. Pure. */
import { Problem } from '@opads/kernel/problem'
import { cloudMeant } from './which-cloud.ts'

/** How to reach a cloud from here. `token`: a session; absent after signing out. `ca`: the text of its CA. */
export type KnownCloud = {
  readonly server: string
  readonly ca: string
  readonly account: string
  readonly token?: string
}
/** `last`: the cloud of the last sign-in, used if none is named. */
export type Clouds = { readonly last: string | null; readonly clouds: Readonly<Record<string, KnownCloud>> }
export const noClouds: Clouds = { last: null, clouds: {} }

/** `OPADS_SERVER`, `OPADS_TOKEN` and the text of the file that `OPADS_CA` names. */
export type Surroundings = { readonly server?: string; readonly token?: string; readonly ca?: string }
export type Access = {
  readonly cloud: string
  readonly server: string
  /** Else what this machine trusts. */
  readonly ca?: string | undefined
  readonly token: string
}

export const withCloud = ({ clouds }: Clouds, name: string, cloud: KnownCloud): Clouds => ({
  last: name,
  clouds: { ...clouds, [name]: cloud },
})

/** Signed out: address and CA are kept, so that the next sign-in needs only a password. */
export function signedOut({ last, clouds }: Clouds, name: string): Clouds {
  const { token, ...rest } = clouds[name]!
  return { last, clouds: { ...clouds, [name]: rest } }
}

export const withoutCloud = ({ last, clouds }: Clouds, name: string): Clouds => ({
  last: last === name ? null : last,
  clouds: Object.fromEntries(Object.entries(clouds).filter(([other]) => other !== name)),
})

/** @throws Problem `cloud.none`, `cloud.not-known`, `cloud.several` */
export function accessTo(known: Clouds, wanted: string | undefined, around: Surroundings): Access {
  const name = wanted ?? nameOf(known, around)
  const cloud = name === undefined ? undefined : known.clouds[name]
  if (wanted !== undefined && !cloud && around.server === undefined) throw unknownCloud(known, wanted)
  const isElsewhere = around.server !== undefined && around.server !== cloud?.server
  const server = around.server ?? cloud?.server
  const token = around.token ?? (isElsewhere ? undefined : cloud?.token)
  const ca = around.ca ?? (isElsewhere ? undefined : cloud?.ca)
  if (server === undefined || token === undefined) throw new Problem('cloud.none')
  return { cloud: name ?? cloudNameOf(server), server, ca, token }
}

export function unknownCloud({ clouds }: Clouds, cloud: string): Problem {
  return new Problem('cloud.not-known', { cloud, known: Object.keys(clouds).join(', ') || 'none' })
}

/** `https://console.main.localhost:8443` is the cloud "main". */
export function cloudNameOf(server: string): string {
  const { hostname } = new URL(server)
  const labels = hostname.replace(/^console\./, '').split('.')
  return /^[\d.]+$|:/.test(hostname) ? hostname : labels[0]!
}

/** The known cloud with the named server; else the one that is meant. */
function nameOf({ last, clouds }: Clouds, { server }: Surroundings): string | undefined {
  if (server !== undefined) return Object.keys(clouds).find((name) => clouds[name]!.server === server)
  return cloudMeant({ last, choices: Object.keys(clouds) })
}
