/** A part is one component that `up` installs into the cluster. Its declaration is the only list of what belongs to it. Pure. */

/** A Kubernetes object to apply. */
export type Manifest = {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: {
    readonly name: string
    readonly namespace?: string
    readonly labels?: Readonly<Record<string, string>>
  }
}

/** What a part may know about its cloud. */
export type Cloud = {
  readonly name: string
  /** `main.localhost` */
  readonly domain: string
  /** On which people reach the gateway. */
  readonly port: number
  /** Address of the host with the registry. */
  readonly registryAddress: string
  /** Reference, with digest, of one of the part's images. */
  readonly image: (name: string) => string
  /** Content of a file in the cloud's folder (keys, passwords, certificates), which `up` creates once. */
  readonly file: (name: CloudFile) => string
  /** PEM: CAs that build Jobs must trust besides Debian's. */
  readonly trustBundle: string
  /** Environment variables of build steps that name the operator's package registries. */
  readonly packageRegistries: Readonly<Record<string, string>>
}
export type CloudFile =
  | 'ca.crt' | 'gateway/gateway.crt' | 'gateway/gateway.key' | 'registry/pusher'
  | 'secrets/database-password' | 'secrets/internal-token' | 'secrets/sealing-key' | 'secrets/operator-token' | 'admin-password' // biome-ignore format: a list

export type Workload = { readonly kind: 'Deployment' | 'DaemonSet' | 'StatefulSet'; readonly name: string }

/** A URL that must answer through the gateway; `status` and `doctor` request it as a client from outside would. */
export type Probe = {
  /** Label before the cloud's domain: `console`. */
  readonly host: string
  readonly path: string
  readonly status: number
}

/** Everything that `up`, `status` and `doctor` need to know about a component. */
export type Part = {
  readonly name: string
  /** Shown to people: "Git and builds". */
  readonly title: string
  /** Names of parts that it depends on; its processes wait for them by themselves. */
  readonly needs: readonly string[]
  readonly images: readonly string[]
  /** TCP ports that it uses on hosts. */
  readonly ports: readonly number[]
  /** Paths on hosts that hold its state; `down` deletes them. */
  readonly statePaths: readonly string[]
  /** Memory budget; `status` shows it beside the memory in use. */
  readonly memoryBytes: number
  readonly objects: (cloud: Cloud) => readonly Manifest[]
  /** The part is up when all wanted replicas of these are ready, in the wanted version. */
  readonly workloads: readonly Workload[]
  readonly probes: readonly Probe[]
}

export const systemNamespace = 'opads-system'
export const buildNamespace = 'opads-builds'
