/** Network tools for people; the container sleeps, so that they can exec into it. Pure. */
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
