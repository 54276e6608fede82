/** What people look at a network with; it waits, so that they can enter it. Pure. */
import type { Definition } from '../definition.ts'

export const tools: Definition = {
  name: 'tools',
  version: '1',
  layers: [
    { debian: [] },
    {
      debian: [
        'curl',
        'iputils-ping',
        'bind9-dnsutils',
        'iperf3',
        'tcpdump',
        'iproute2',
        'netcat-openbsd',
        'libcap2-bin',
      ],
    },
  ],
  config: { command: ['/usr/bin/sleep', 'infinity'] },
}
