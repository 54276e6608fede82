/** A part is a thing that `up` installs into the cluster, as one declaration: nobody keeps a second list of what a cloud consists of. Pure. */

/** An object for the API server, as it is applied. */
export type Manifest = {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: {
    readonly name: string
    readonly namespace?: string
    readonly labels?: Readonly<Record<string, string>>
  }
}

/** What parts may know of the cloud that they are part of. */
export type Cloud = {
  readonly name: string
  /** `main.localhost` */
  readonly domain: string
  /** Where people reach the gateway. */
  readonly port: number
  /** Address of the host with the registry. */
  readonly registryAddress: string
  /** Reference with digest of one of the part's images. */
  readonly image: (name: string) => string
  /** Text of a file of the cloud's folder: keys, passwords, certificates. Made once by `up`. */
  readonly file: (name: CloudFile) => string
  /** PEM: what build Jobs are to trust besides Debian's authorities. */
  readonly trustBundle: string
  /** Environment of build steps: package registries of the operator. */
  readonly packageRegistries: Readonly<Record<string, string>>
}
export type CloudFile =
  | 'ca.crt' | 'gateway/gateway.crt' | 'gateway/gateway.key' | 'registry/pusher'
  | 'secrets/database-password' | 'secrets/internal-token' | 'secrets/sealing-key' | 'secrets/operator-token' | 'admin-password' // biome-ignore format: a list

export type Workload = { readonly kind: 'Deployment' | 'DaemonSet' | 'StatefulSet'; readonly name: string }

/** An address that must answer through the gateway: `status` and `doctor` ask it as a person's program would. */
export type Probe = {
  /** Before the cloud's domain: `console`. */
  readonly host: string
  readonly path: string
  readonly status: number
}

/** `bundle` reads `images`, `backup` and `restore` read `statePaths`; an upgrade applies `objects` of the newer checkout. */
export type Part = {
  readonly name: string
  /** For people: "Git and builds". */
  readonly title: string
  /** Parts that it stands on or speaks to: its processes wait for those by themselves. */
  readonly needs: readonly string[]
  readonly images: readonly string[]
  /** TCP ports that it takes on hosts. */
  readonly ports: readonly number[]
  /** Paths of state on hosts; gone with `down`. */
  readonly statePaths: readonly string[]
  /** Budget; `status` shows it beside what is used. */
  readonly memoryBytes: number
  readonly objects: (cloud: Cloud) => readonly Manifest[]
  /** It is up when these are: all of what is wanted is ready, in the version that is wanted. */
  readonly workloads: readonly Workload[]
  readonly probes: readonly Probe[]
}

export const systemNamespace = 'opads-system'
export const buildNamespace = 'opads-builds'
