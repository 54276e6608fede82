/** `opads cluster`: up. */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Artifact } from '@opads/artifacts/contract'
import type { Image } from '@opads/images/contract'
import { certificates } from '@opads/world/certificates'
import { exec } from '@opads/world/exec'
import { clusterUp } from './up.ts'

const page = `Use: opads cluster up [--cloud CLOUD]
Brings the Kubernetes cluster of a cloud up on the hosts of its hosts.json, by Ansible over ssh. A second run changes nothing.
`
const home = new URL('..', import.meta.url).pathname
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    cloud: { type: 'string', default: 'main' },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
if (values.help) process.stdout.write(page)
else if (positionals[0] === 'up') {
  await clusterUp({
    exec,
    certificates: certificates(exec),
    folder: join('/var/lib/opads', values.cloud),
    playbooks: join(home, 'playbooks'),
    note: (note) => process.stdout.write(`${note}\n`),
    getArtifact: (name) => ask<Artifact>('artifacts', name),
    getImage: (name) => ask<Image>('images', name),
  })
  process.stdout.write(`● the cluster of ${values.cloud} is up\n`)
} else {
  process.stderr.write(
    `${positionals[0] === undefined ? '' : `✕ There is no "cluster ${positionals[0]}".\n`}${page}`,
  )
  process.exitCode = 2
}

/** The room's own process builds what is missing, under its lock. */
async function ask<T>(room: string, name: string): Promise<T> {
  const { stdout } = await exec([process.execPath, join(home, room, 'main.ts'), 'get', name, '--json'])
  return JSON.parse(stdout) as T
}
