/** Failures of `lab`. Pure. */
import type { ProblemTable } from '../problem-kind.ts'

export const labProblems = {
  'lab.full': {
    status: 409,
    exit: 5,
    retry: false,
    say: 'All {slotCount} labs of this machine are taken: {labs}',
    zh: '本机的 {slotCount} 个实验环境都已占用：{labs}',
    next: 'Take one down: opads lab down --name NAME',
    nextZh: '先停掉一个：opads lab down --name NAME',
  },
  'lab.addresses-taken': {
    status: 409,
    exit: 5,
    retry: false,
    say: 'Others on this machine use the addresses of labs, 198.18.0.0/15: {others}',
    zh: '本机上的其他程序占用了实验环境的地址 198.18.0.0/15：{others}',
    next: 'Have that network use other addresses, or take it down for as long as the lab is up: ip route; ip address',
    nextZh: '请让该网络改用其他地址，或在实验环境运行期间停用它：ip route；ip address',
  },
  'lab.no-cgroups': {
    status: 500,
    exit: 6,
    retry: false,
    say: 'The kernel of this machine has control groups {version} without what a host in a container needs: {missing}',
    zh: '本机内核的控制组（{version}）缺少容器主机所需的控制器：{missing}',
    next: 'Boot the kernel with them (cgroup_enable=…, or systemd.unified_cgroup_hierarchy=1 for v2), then run the same command again. Nothing was changed.',
    nextZh:
      '请在内核启动参数中启用它们（cgroup_enable=…，或以 systemd.unified_cgroup_hierarchy=1 使用 v2），然后再执行同一命令。没有任何改动。',
  },
  'lab.no-resolver': {
    status: 500,
    exit: 6,
    retry: false,
    say: 'This machine has no name server that pods can ask: {dropped}',
    zh: '本机没有 pod 可用的域名服务器：{dropped}',
    next: 'Name one that other machines reach by IPv4: as DNS server of the network in systemd-resolved or NetworkManager, or as nameserver in /etc/resolv.conf',
    nextZh:
      '请指定一个其他机器可通过 IPv4 访问的域名服务器：在 systemd-resolved 或 NetworkManager 中设为该网络的 DNS，或在 /etc/resolv.conf 中设为 nameserver',
  },
  'lab.no-qemu': {
    status: 500,
    exit: 6,
    retry: false,
    say: 'A machine in QEMU needs programs that are not here: {missing}',
    zh: 'QEMU 机器所需的程序不在本机：{missing}',
    next: 'Install them: apt-get install --no-install-recommends qemu-system-x86 qemu-utils e2fsprogs mmdebstrap',
    nextZh: '请安装：apt-get install --no-install-recommends qemu-system-x86 qemu-utils e2fsprogs mmdebstrap',
  },
  'lab.machine-ended': {
    status: 502,
    exit: 6,
    retry: true,
    say: 'The machine in QEMU ended while it booted: {console}',
    zh: 'QEMU 机器在启动过程中退出：{console}',
    next: 'Look whether enough memory is free, then run the same command again.',
    nextZh: '请确认有足够的空闲内存，然后再执行同一命令。',
  },
  'lab.in-use': {
    status: 409,
    exit: 5,
    retry: false,
    say: 'Labs need the container engine: {labs}',
    zh: '以下实验环境仍在使用容器引擎：{labs}',
    next: 'Take them down first: opads lab down --name NAME',
    nextZh: '先停掉它们：opads lab down --name NAME',
  },
  'lab.unknown': {
    status: 404,
    exit: 4,
    retry: false,
    say: 'There is no lab "{lab}" on this machine',
    zh: '本机没有名为“{lab}”的实验环境',
    next: 'Labs of this machine: opads lab list',
    nextZh: '本机的实验环境：opads lab list',
  },
} as const satisfies ProblemTable
