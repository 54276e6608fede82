/** The command that starts a machine in QEMU, as data. Pure. Source of the flags: lab/README.md */
import type { Argv } from '@opads/kernel/argv'

export type Accelerator = keyof typeof accelerators
type QemuMachine = {
  /** Folder of the machine: `disk.qcow2`, `console.log`, `pid`. */
  readonly folder: string
  readonly kernel: string
  readonly initrd: string
  readonly memoryMiB: number
  readonly cores: number
  /** Port on loopback, forwarded to the machine's ssh server. */
  readonly sshPort: number
  /** Images of file systems, attached read-only as /dev/vdb, /dev/vdc, … */
  readonly readOnlyDisks: readonly string[]
  /** `tcg` translates every instruction, about 15 times slower than the machine itself, and works everywhere. */
  readonly accelerator: Accelerator
}

/** Part of the block for benchmarks that no lab uses, see `ranges.ts`. */
export const machineRange = '198.19.252.0/24'

export function qemuCommand(machine: QemuMachine): Argv {
  const drive = (file: string, more: string) => ['-drive', `file=${escaped(file)},if=virtio,${more}`]
  const network = `user,net=${machineRange},ipv6=off,hostfwd=tcp:127.0.0.1:${machine.sshPort}-:22`
  const { accel, processor, kernelOptions } = accelerators[machine.accelerator]
  return [
    'qemu-system-x86_64',
    ...['-machine', 'q35', '-accel', accel, '-cpu', processor],
    ...['-smp', String(machine.cores), '-m', String(machine.memoryMiB)],
    ...['-kernel', machine.kernel, '-initrd', machine.initrd],
    ...['-append', ['root=/dev/vda rw console=ttyS0 quiet', ...kernelOptions].join(' ')],
    // The machine is made for one test, so writes need not reach the disk of this machine.
    ...drive(`${machine.folder}/disk.qcow2`, 'format=qcow2,cache=unsafe,discard=unmap'),
    ...machine.readOnlyDisks.flatMap((file) => drive(file, 'format=raw,readonly=on')),
    ...['-nic', `${network},model=virtio-net-pci`],
    ...['-device', 'virtio-rng-pci'],
    ...['-display', 'none', '-serial', `file:${machine.folder}/console.log`],
    ...['-pidfile', `${machine.folder}/pid`, '-daemonize', '-no-reboot'],
  ]
}

const accelerators = {
  kvm: { accel: 'kvm', processor: 'host', kernelOptions: [] },
  tcg: {
    accel: 'tcg,thread=multi',
    // Instructions that copy a whole block are emulated byte by byte; without them, programs copy 3 to 4 times faster.
    processor: 'max,-erms',
    // All emulated processors read one counter, which the kernel would take for several that differ: it would then read a device for
    // every clock reading (10 µs; Go programs read the clock all the time). An emulated processor does not speculate either.
    kernelOptions: ['tsc=reliable', 'mitigations=off'],
  },
} as const

/** A comma ends an option of QEMU; a doubled comma is a comma in its value. */
const escaped = (path: string) => path.replaceAll(',', ',,')
