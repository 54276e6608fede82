/** Is a `cluster.yml` right for `opads up`, which makes the one host itself? Asked before it changes anything. */
import { refuse } from './cluster-file.ts'
import type { HostsFile } from './contract.ts'
import { layoutOf } from './layout.ts'
import { readOperator, readWritten } from './written.ts'

/** @throws Problem `input.invalid` with every fault */
export async function checkForOneHost(cloud: string, path: string): Promise<void> {
  const { written } = await readWritten(cloud, path)
  await readOperator(written)
  if (written.file.hosts)
    refuse(path, [
      {
        path: 'hosts',
        line: written.lineOf(['hosts']),
        message: 'opads up makes its own host; for these: opads cluster up',
      },
    ])
  layoutOf(written, oneHost(cloud))
}

/** As a lab will make it; its addresses are not known yet. */
const oneHost = (cloud: string): HostsFile => ({
  cloud,
  hosts: [
    {
      name: 'm1',
      address: '198.18.0.11',
      overlayAddress: '198.18.1.11',
      ssh: { user: 'root', port: 22, keyFile: '', knownHostsFile: '' },
    },
  ],
  ranges: {
    hosts: '198.18.0.0/24',
    overlay: '198.18.1.0/24',
    pods: '198.19.0.0/21',
    services: '198.19.8.0/22',
    ipv6: 'fd00::/48',
  },
  variables: {},
})
