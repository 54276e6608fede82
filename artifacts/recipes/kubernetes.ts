/** Kubernetes: seven programs in one file, chosen by the name that it is started with. Two versions, for the upgrade. Pure. */
import type { Recipe } from '../recipe.ts'

const stampsOf = (version: string) => {
  const [major, minor] = version.split('.')
  const facts = [
    `gitVersion=v${version}`,
    `gitMajor=${major}`,
    `gitMinor=${minor}`,
    'gitTreeState=clean',
    'buildDate=2026-01-01T00:00:00Z',
  ]
  return ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version'].flatMap((path) =>
    facts.map((fact) => `${path}.${fact}`),
  )
}
const kubernetes = (
  version: string,
  more: Pick<Recipe, 'module' | 'source' | 'estimateSeconds'>,
): Recipe => ({
  name: `kubernetes-${version}`,
  version,
  programs: { kubernetes: '.' },
  stamps: stampsOf(version),
  ...more,
})

export const kubernetes137 = kubernetes('1.37.2', { module: 'kubernetes', estimateSeconds: 430 })
export const kubernetes136 = kubernetes('1.36.3', {
  module: 'kubernetes-1.36',
  source: { folder: 'kubernetes', file: 'main.go' },
  estimateSeconds: 390,
})
