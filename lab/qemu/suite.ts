/** What matters to a cloud in a stock Debian: its own kernel, systemd, cgroup v2, a stub resolver. Pure. */

export const suites = ['bookworm', 'trixie'] as const
export type Suite = (typeof suites)[number]

/** No container engine: `opads up` installs Debian's, as it does on a new machine. */
export const stockPackages: readonly string[] = [
  'systemd', 'systemd-sysv', 'dbus', 'udev', 'kmod', 'linux-image-cloud-amd64', 'initramfs-tools', 'systemd-resolved', 'libnss-resolve',
  'openssh-server', 'ca-certificates', 'iproute2', 'procps', 'git', 'curl', 'less', 'netbase',
] // biome-ignore format: a list of names

/** Path in the image → text. The network is set by DHCP, names are resolved by 127.0.0.53, and the umask is 077. */
export const stockFiles: Readonly<Record<string, string>> = {
  'etc/hostname': 'stock\n',
  'etc/hosts': '127.0.0.1 localhost\n127.0.1.1 stock\n::1 localhost ip6-localhost ip6-loopback\n',
  'etc/fstab': '/dev/vda / ext4 defaults 0 1\n',
  'etc/systemd/network/20-wired.network': '[Match]\nName=en*\n\n[Network]\nDHCP=yes\n',
  'etc/profile.d/umask.sh': 'umask 077\n',
  'etc/modules-load.d/disks.conf': 'overlay\n',
}

/** Commands in the image's root, in order. */
export const stockCommands: readonly string[] = [
  'systemctl enable systemd-networkd.service systemd-resolved.service ssh.service',
  'ln -sfn ../run/systemd/resolve/stub-resolv.conf /etc/resolv.conf',
  'sed -i "s/^UMASK.*/UMASK 077/" /etc/login.defs',
  'update-ca-certificates',
]
