/** The columns of a list of pods, in the console and in `opads app show`. */
import type { ListColumn } from '@opads/kernel/list-column'
import { environmentNames } from '../environment/shown.ts'
import type { Pod } from './shapes.ts'

// biome-ignore format: one column per line
export const podColumns: readonly ListColumn<Pod>[] = [
  { key: 'name', en: 'Pod', zh: '实例', at: 'name', format: 'name', of: ({ name }) => name },
  { key: 'environment', en: 'Environment', zh: '环境', at: 'more', format: 'text', order: environmentNames, of: ({ environment }) => environment },
  { key: 'state', en: 'State', zh: '状态', at: 'state', format: 'status', of: (pod) => pod },
  { key: 'restarts', en: 'Restarts', zh: '重启', at: 'more', format: 'number', of: ({ restarts }) => restarts },
  { key: 'release', en: 'Release', zh: '版本', at: 'more', format: 'number', of: ({ release }) => release },
  { key: 'node', en: 'Node', zh: '节点', at: 'figure', format: 'name', of: ({ node }) => node },
  { key: 'selector', en: 'Node selector', zh: '节点选择', at: 'rest', format: 'labels', of: ({ nodeSelector }) => nodeSelector },
  { key: 'age', en: 'Age', zh: '存在时间', at: 'figure', format: 'age', of: ({ createdAt }) => createdAt },
]
