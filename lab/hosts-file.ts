/** The inventory file that the lab writes for the cluster, and an ssh configuration. Pure. */
import { type Cgroup, cgroupVariables } from './cgroup.ts'
import type { HostPlan } from './docker.ts'
import type { Pace } from './pace.ts'
import type { Ranges } from './ranges.ts'

/** Variables that only hosts in containers need. */
const labVariables = {
  host_modules: [] as string[],
  kubelet_fail_swap: false,
  kubelet_oom_score: 0,
  proxy_oom_score: 0,
  flannel_interface: 'eth1',
  keepalived_interface: 'eth0',
  host_conntrack_max: 0,
  kubelet_kube_reserved: 'cpu: 25m, memory: 64Mi',
  kubelet_system_reserved: 'cpu: 25m, memory: 64Mi',
  kubelet_fail_cgroup_v1: false,
  kubelet_eviction: 'off',
  containerd_disable_hugetlb: true,
  containerd_disable_apparmor: true,
  containerd_restrict_oom_score: true,
  kubeadm_ignore_preflight: [
    'SystemVerification',
    'Swap',
    'NumCPU',
    'FileContent--proc-sys-net-bridge-bridge-nf-call-iptables',
  ],
} as const

export function hostsFile(
  cloud: string,
  plans: readonly HostPlan[],
  ranges: Ranges,
  folder: string,
  nameServers: readonly string[],
  pace: Pace,
  cgroup: Cgroup,
): unknown {
  return {
    cloud,
    hosts: plans.map((plan) => ({
      name: plan.name,
      address: plan.address,
      overlayAddress: plan.overlayAddress,
      ssh: {
        user: 'root',
        port: 22,
        keyFile: `${folder}/id_ed25519`,
        knownHostsFile: `${folder}/known_hosts`,
      },
    })),
    ranges,
    variables: { ...labVariables, ...cgroupVariables(cgroup), upstream_dns: nameServers, ...pace },
  }
}

/** For `ssh -F`: one block per host. */
export function sshConfig(plans: readonly HostPlan[], folder: string): string {
  return plans
    .map(
      (plan) =>
        `Host ${plan.name}\n  HostName ${plan.address}\n  User root\n  BatchMode yes\n  IdentityFile ${folder}/id_ed25519\n  UserKnownHostsFile ${folder}/known_hosts\n`,
    )
    .join('')
}
