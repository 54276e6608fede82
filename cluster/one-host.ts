/** A placeholder for the host of a single cloud, so that a `cluster.yml` can be validated before a lab has made it. Pure. */
import type { HostsFile } from './contract.ts'

/** Its addresses are not those that the lab will choose. */
export const oneHost = (cloud: string): HostsFile => ({
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
