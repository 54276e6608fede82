/** Files by which systemd starts labs again at boot. Pure. */
import { type Before, wantedSysctls } from './before.ts'
import type { CgroupDriver } from './cgroup.ts'
import { startEngine } from './docker.ts'

export const unitName = 'opads-lab.service'
export const unitFile = `/etc/systemd/system/${unitName}`
export const sysctlFile = '/etc/sysctl.d/60-opads-lab.conf'

/** The engine of the labs; its containers have a restart policy. Killing it must not kill their shims. */
export const unit = (driver: CgroupDriver): string => `[Unit]
Description=Container engine of the opads labs
Wants=network-online.target
After=network-online.target

[Service]
ExecStart=/usr/bin/env ${startEngine(driver).join(' ')}
RuntimeDirectory=opads-lab
RuntimeDirectoryPreserve=yes
KillMode=process
Delegate=yes
LimitNOFILE=1048576
Restart=on-failure

[Install]
WantedBy=multi-user.target
`

/** Only values that were raised: a machine that had more keeps it. */
export const sysctlLines = (before: Before): string =>
  Object.entries(wantedSysctls)
    .filter(([path, value]) => Number(before.sysctls[path]) < value)
    .map(([path, value]) => `${path.replaceAll('/', '.')} = ${value}\n`)
    .join('')
