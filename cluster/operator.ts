/** `operator` of cluster.yml as what build steps get: variables that package managers read, and a bundle of CAs. Pure. */
import type { OperatorFile } from './contract.ts'

/** Kind → the variable that its program reads. */
const variables = { npm: 'npm_config_registry', pypi: 'PIP_INDEX_URL', go: 'GOPROXY' } as const
type Kind = keyof typeof variables
export const registryKinds = Object.keys(variables) as [Kind, ...Kind[]]

/** @param bundles texts of the files under `trust` */
export function operatorOf(
  registries: Readonly<Partial<Record<Kind, string>>>,
  bundles: readonly string[],
): OperatorFile {
  const environment = Object.fromEntries(
    registryKinds.flatMap((kind) => (registries[kind] ? [[variables[kind], registries[kind]]] : [])),
  )
  return {
    ...(Object.keys(environment).length > 0 && { environment }),
    ...(bundles.length > 0 && { trust: bundles.map((text) => `${text.trimEnd()}\n`).join('') }),
  }
}
