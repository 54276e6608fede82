/** Which Debian packages a machine needs for test hosts, and which of them it lacks. Pure. */

export const machinePackages: readonly string[] = [
  'docker.io', 'mmdebstrap', 'ansible-core', 'openssh-client', 'openssl', 'perl', 'iptables', 'iproute2', 'git', 'attr',
] // biome-ignore format: a list of names

/** From Debian 13 on `docker.io` has no client; where apt does not know it, the package above has all. */
export const clientPackage = 'docker-cli'

/** Of other origin, with the same programs: apt would remove them, and stop what runs in them, to install Debian's. */
const insteadOf: Readonly<Record<string, readonly string[]>> = {
  'docker.io': ['docker-ce', 'moby-engine'],
  [clientPackage]: ['docker-ce-cli', 'moby-cli'],
}
export const askedPackages: readonly string[] = [
  ...machinePackages,
  clientPackage,
  ...Object.values(insteadOf).flat(),
]

/** @param lacksClient apt has a `docker-cli` to offer, and there is no such program */
export function missingOf(installed: ReadonlySet<string>, lacksClient: boolean): readonly string[] {
  return [...machinePackages, ...(lacksClient ? [clientPackage] : [])].filter(
    (name) => ![name, ...(insteadOf[name] ?? [])].some((one) => installed.has(one)),
  )
}

/** @param policy what `apt-cache policy NAME` prints; nothing where it was never heard of */
export const hasCandidate = (policy: string): boolean => /^ {2}Candidate: (?!\(none\))\S/m.test(policy)
