/**
 * A part is something that a cloud consists of. Its declaration says everything that `up`, `status`, `doctor`, `down` and `cluster` need to
 * know about it; `catalogue.ts` is the only list of parts. Pure.
 */
import type { Problem } from '@opads/kernel/problem'
import type { Exec } from '@opads/world/exec'
import type { Https } from '@opads/world/https'

/** A Kubernetes object to apply. */
export type Manifest = {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: {
    readonly name: string
    readonly namespace?: string
    readonly labels?: Readonly<Record<string, string>>
    readonly annotations?: Readonly<Record<string, string>>
  }
}

/** Groups of hosts, as in the inventory for Ansible. */
type HostGroup = 'masters' | 'etcds' | 'nodes' | 'balancers' | 'registry'
/** How many hosts each group of a cloud has. */
export type Size = Readonly<Record<HostGroup, number>>
/** Optional parts that a person asked for or left out, by name; for all others their own default holds. */
export type Choice = { readonly with: readonly string[]; readonly without: readonly string[] }

/** What a part may know about its cloud. */
export type Cloud = {
  readonly name: string
  /** `main.localhost` */
  readonly domain: string
  /** On which people reach the gateway. */
  readonly port: number
  readonly size: Size
  /** The node that has the part's state, for its pod. */
  readonly stateHost: string
  /** Address of the host with the registry. */
  readonly registryAddress: string
  /** Reference, with digest, of one of the part's images. */
  readonly image: (name: string) => string
  /** Content of one of the part's `files`. */
  readonly file: (path: string) => string
  /** PEM: CAs that build Jobs must trust besides Debian's. */
  readonly trustBundle: string
  /** Environment variables of build steps that name the operator's package registries. */
  readonly packageRegistries: Readonly<Record<string, string>>
}

/** A file in the cloud's folder: made once from random bytes, a certificate of the cloud's CA, or one that `cluster` has made. */
export type CloudFile =
  | {
      readonly path: string
      readonly random: number
      readonly encoding: 'base64' | 'base64url'
      readonly prefix?: string
    }
  /** `<path>.crt` and `<path>.key`. */
  | { readonly path: string; readonly names: (domain: string) => readonly string[] }
  | { readonly path: string }

/** A program of `artifacts/` on every host. */
export type HostProgram = {
  readonly recipe: string
  /** Default: `/usr/local/bin`. */
  readonly folder?: string
  /** More names of the program. */
  readonly links?: readonly string[]
}

/**
 * How a part is installed: by roles of `playbooks/k8s.yml` (tag → groups of hosts), by the template of its name in `playbooks/roles/objects/`,
 * by objects applied through the API when the registry has its images, or, an application of `samples/`, by a push when all else is there.
 */
type Install =
  | { readonly by: 'playbook'; readonly tags: Readonly<Record<string, readonly HostGroup[]>> }
  | { readonly by: 'template' }
  | { readonly by: 'objects'; readonly objects: (cloud: Cloud) => readonly Manifest[] }
  | { readonly by: 'push' }

export type Workload = {
  readonly kind: 'Deployment' | 'DaemonSet' | 'StatefulSet'
  readonly namespace: string
  readonly name: string
}

/** A URL that must answer through the gateway; `status` and `doctor` request it as a client from outside would. */
export type Probe = {
  /** Label before the cloud's domain: `console`. */
  readonly host: string
  readonly path: string
  readonly status: number
}

/** What a check may use. */
export type CheckWorld = {
  readonly cloud: string
  /** `/var/lib/opads/<cloud>` */
  readonly folder: string
  readonly exec: Exec
  /** A client that trusts the cloud's CA. */
  readonly web: () => Promise<Https>
  /** `https://console.main.localhost:8443` for `console`. */
  readonly addressOf: (host: string) => string
}
/** Looks for one common fault. `ask` returns the problem that it found, or nothing; `doctor` and `status` ask. Those of `up` see all of its world. */
export type Check<World = CheckWorld> = {
  readonly title: string
  readonly ask: (world: World) => Promise<Problem | undefined>
}

/** In names of programs, `{version}` stands for the version that `cluster.yml` chose for the part. */
export type Part = {
  readonly name: string
  /** Shown to people: "Git and builds". */
  readonly title: string
  /** Names of parts, or of what parts provide. The part is installed after them; its processes wait for theirs by themselves. */
  readonly needs: readonly string[]
  /** What other parts may need without knowing which part gives it: `network`. */
  readonly provides?: readonly string[]
  readonly install: Install
  /** A cloud can do without it; whether one has it where nobody chose. `opads up --with NAME`, `--without NAME`. */
  readonly optional?: 'included' | 'left out'
  /** Versions that `cluster.yml` may choose, the default first. Each has a recipe and images. */
  readonly versions?: readonly string[]
  readonly hostPrograms?: readonly HostProgram[]
  /** Recipes of `artifacts/` that its images contain. */
  readonly imagePrograms?: readonly string[]
  /** Images of `images/`: for containers of hosts, for pods and preloaded on hosts, for pods and in the cloud's registry. */
  readonly images?: Readonly<Partial<Record<'container' | 'preloaded' | 'registry', readonly string[]>>>
  readonly namespaces?: readonly string[]
  readonly files?: readonly CloudFile[]
  /** TCP ports that it uses on hosts. */
  readonly ports?: readonly number[]
  /** Folders on hosts, and what they hold. `down` names it; a pod with state stays on the host that has it. */
  readonly state?: readonly { readonly path: string; readonly holds: string }[]
  /** The part is up when all wanted replicas of these are ready, in the wanted version. */
  readonly workloads?: readonly Workload[]
  /** False: nobody waits for its workloads, which become ready late. */
  readonly isAwaited?: false
  /** Memory budget; `status` shows it beside the memory in use. */
  readonly memoryBytes?: number
  readonly probes?: readonly Probe[]
  readonly checks?: readonly Check[]
}
