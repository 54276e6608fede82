/** Validates a `cluster.yml` for `opads up`, which makes its one host itself, before anything is changed. */
import { refuse } from './cluster-file.ts'
import { layoutOf } from './layout.ts'
import { oneHost } from './one-host.ts'
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
