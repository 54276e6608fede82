/** Reads what a person wrote: `cluster.yml`, and the files that it names. */
import { readFile } from 'node:fs/promises'
import { Problem } from '@opads/kernel/problem'
import { defaultCluster, type Fault, parseClusterFile, refuse, type WrittenCluster } from './cluster-file.ts'
import type { OperatorFile } from './contract.ts'
import { operatorOf } from './operator.ts'

export const textOf = (path: string) => readFile(path, 'utf8').catch(() => undefined)

/** @throws Problem `cluster.no-file`, `input.invalid` */
export async function readWritten(
  cloud: string | undefined,
  path: string | undefined,
): Promise<{ readonly written: WrittenCluster; readonly text: string | undefined }> {
  if (path === undefined) return { written: defaultCluster(cloud ?? 'main'), text: undefined }
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Problem('cluster.no-file', { path }, cause)
  })
  const written = parseClusterFile(text, path)
  const { name } = written.file
  if (cloud !== undefined && cloud !== name)
    refuse(path, [
      { path: 'name', line: written.lineOf(['name']), message: `is ${name}, but the cloud is ${cloud}` },
    ])
  return { written, text }
}

/** @throws Problem `input.invalid` for every file of `trust` that is missing or has no certificate */
export async function readOperator({ file, source, lineOf }: WrittenCluster): Promise<OperatorFile> {
  const { registries, trust } = file.operator ?? { registries: {}, trust: [] }
  const bundles = await Promise.all(trust.map(textOf))
  const faults = bundles.flatMap((text, index): Fault[] => {
    const known = { path: `operator.trust.${index}`, line: lineOf(['operator', 'trust', index]) }
    if (text === undefined) return [{ ...known, message: `${trust[index]} cannot be read` }]
    return text.includes('-----BEGIN CERTIFICATE-----')
      ? []
      : [{ ...known, message: `${trust[index]} has no certificate` }]
  })
  refuse(source, faults)
  return operatorOf(registries, bundles as string[])
}
