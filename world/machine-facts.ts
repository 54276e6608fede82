/** What figures of a measurement depend on: the machine, as it is written beside them. */
import { cpus, release, totalmem } from 'node:os'

export type MachineFacts = ReturnType<typeof machineFacts>

export const machineFacts = () => ({
  cores: cpus().length,
  cpu: cpus()[0]?.model.trim() ?? '',
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  kernel: release(),
  node: process.versions.node,
})
