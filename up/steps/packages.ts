/** Which Debian packages a machine needs for test hosts, and which of them it lacks. Pure. */

export const machinePackages: readonly string[] = [
  'docker.io', 'mmdebstrap', 'ansible-core', 'openssh-client', 'openssl', 'perl', 'iptables', 'iproute2', 'git', 'attr',
] // biome-ignore format: a list of names

/** From Debian 13 on `docker.io` has no client; where apt does not know this package, `docker.io` has it. */
export const clientPackage = 'docker-cli'

/** Packages of other origin with the same programs: installing Debian's would remove them and stop their containers. */
const insteadOf: Readonly<Record<string, readonly string[]>> = {
  'docker.io': ['docker-ce', 'moby-engine'],
  [clientPackage]: ['docker-ce-cli', 'moby-cli'],
}
export const askedPackages: readonly string[] = [
  ...machinePackages,
  clientPackage,
  ...Object.values(insteadOf).flat(),
]

/** @param lacksClient apt offers `docker-cli`, and `docker` is missing */
export function missingOf(installed: ReadonlySet<string>, lacksClient: boolean): readonly string[] {
  return [...machinePackages, ...(lacksClient ? [clientPackage] : [])].filter(
    (name) => ![name, ...(insteadOf[name] ?? [])].some((one) => installed.has(one)),
  )
}

/** @param policy output of `apt-cache policy NAME`; empty for an unknown package */
export const hasCandidate = (policy: string): boolean => /^ {2}Candidate: (?!\(none\))\S/m.test(policy)
