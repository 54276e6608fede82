/** The peer of the cluster step: the same programs and images on a fresh host, with the shortest script that gives a ready node. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { HostsFile } from '@opads/cluster/contract'
import type { BenchWorld } from './kit.ts'

const name = 'bench-peer'

/** etcd in a static pod, no TLS of its own authority, a bridge as pod network, no registry, no add-ons beyond kubeadm's. */
const script = ({ hosts, ranges: { pods, services }, variables }: HostsFile) => `set -e
mkdir -p /etc/containerd /etc/cni/net.d /etc/systemd/system
cat >/etc/containerd/config.toml <<'X'
version = 3
[plugins."io.containerd.cri.v1.images".pinned_images]
  sandbox = "registry.opads.internal:10500/opads/pause:1"
[plugins."io.containerd.cri.v1.runtime"]
  restrict_oom_score_adj = true
  tolerate_missing_hugetlb_controller = true
  disable_hugetlb_controller = true
  disable_apparmor = true
[plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc]
  runtime_type = "io.containerd.runc.v2"
[plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc.options]
  SystemdCgroup = ${variables.cgroup_driver === 'systemd'}
X
cat >/etc/cni/net.d/10-bridge.conflist <<'X'
{"cniVersion":"1.0.0","name":"b","plugins":[{"type":"bridge","bridge":"cni0","isGateway":true,"ipMasq":true,"ipam":{"type":"host-local","ranges":[[{"subnet":"${pods}"}]],"routes":[{"dst":"0.0.0.0/0"}]}}]}
X
(containerd >/var/log/containerd.log 2>&1 &)
until ctr version >/dev/null 2>&1; do sleep 0.1; done
for place in k8s.io opads; do
  tar -C /var/lib/opads-host/images/$place -cf /tmp/$place.tar oci-layout index.json blobs
  ctr -n k8s.io images import --digests=false /tmp/$place.tar >/dev/null
done
ctr -n k8s.io images tag registry.opads.internal:10500/opads/etcd:3.7.3 registry.opads.internal:10500/opads/etcd:3.7.3-0 >/dev/null 2>&1 || true
cat >/etc/kubeadm.yaml <<'X'
apiVersion: kubeadm.k8s.io/v1beta4
kind: InitConfiguration
localAPIEndpoint: { advertiseAddress: "${hosts[0]!.address}" }
nodeRegistration: { imagePullPolicy: Never, ignorePreflightErrors: [all], taints: [], criSocket: unix:///run/containerd/containerd.sock }
---
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
kubernetesVersion: v1.37.2
imageRepository: registry.opads.internal:10500/opads
etcd: { local: { imageTag: 3.7.3 } }
networking: { podSubnet: "${pods}", serviceSubnet: "${services}" }
---
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
cgroupDriver: ${variables.cgroup_driver}
failCgroupV1: false
cgroupRoot: ${variables.kubelet_cgroup_root}
failSwapOn: false
oomScoreAdj: 0
enforceNodeAllocatable: [pods]
X
cat >/etc/systemd/system/kubelet.service <<'X'
[Service]
EnvironmentFile=-/var/lib/kubelet/kubeadm-flags.env
ExecStart=/usr/local/bin/kubelet --bootstrap-kubeconfig=/etc/kubernetes/bootstrap-kubelet.conf --kubeconfig=/etc/kubernetes/kubelet.conf --config=/var/lib/kubelet/config.yaml $KUBELET_KUBEADM_ARGS
Restart=always
RestartSec=1
X
systemctl daemon-reload
kubeadm init --config /etc/kubeadm.yaml --skip-phases=addon/kube-proxy,addon/coredns >/var/log/kubeadm.log 2>&1
until kubectl --kubeconfig /etc/kubernetes/admin.conf get nodes 2>/dev/null | grep -q ' Ready '; do sleep 0.2; done
`

/** Packs programs, and one image layout per containerd namespace, as a tar, before the clock starts. */
const gather = `cd "$2"
/usr/bin/python3 -B "$1" stage programs >peer.tar
mkdir -p peer/var/lib/opads-host/images
for place in k8s.io opads; do
  mkdir "peer/var/lib/opads-host/images/$place"
  /usr/bin/python3 -B "$1" stage "$place" | tar -x -C "peer/var/lib/opads-host/images/$place"
done
tar --append -f peer.tar -C peer var
rm -r peer
`

/** Seconds from a booted host to a ready node. */
export async function kubeadmSeconds({ exec, home, note }: BenchWorld): Promise<number> {
  note('the peer: a plain kubeadm script')
  const folder = join('/var/lib/opads', name)
  await exec([join(home, 'opads'), 'lab', 'up', '--cloud', name, '--hosts', '1'])
  try {
    const hosts = JSON.parse(await readFile(join(folder, 'hosts.json'), 'utf8')) as HostsFile
    const ssh = ['ssh', '-F', join(folder, 'ssh/config'), 'm1'] as const
    // Packs the same programs and images that our cluster step sends.
    await exec([join(home, 'opads'), 'cluster', 'plan', '--cloud', name], { codes: 'any' })
    await exec(['sh', '-ec', gather, 'sh', join(home, 'playbooks/action_plugins/send.py'), folder])
    const tar = await readFile(join(folder, 'peer.tar'))
    const started = performance.now()
    await exec([...ssh, 'tar', '-x', '-C', '/'], { input: tar })
    await exec([...ssh, 'sh'], {
      input: script(hosts),
      timeoutMs: 300_000,
    })
    return (performance.now() - started) / 1000
  } finally {
    await exec([join(home, 'opads'), 'lab', 'down', '--cloud', name], { codes: 'any' })
    await exec(['rm', '-rf', folder])
  }
}
