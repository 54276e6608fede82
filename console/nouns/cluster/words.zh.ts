import type { en } from './words.en.ts'

export const zh: typeof en = {
  clusters: {
    title: '集群',
    node: '节点',
    state: '状态',
    pods: '应用实例',
    ready: '就绪',
    notReady: '未就绪',
    noVersion: '版本未知',
    nodes: (ready, all) => `${ready}/${all} 个节点就绪`,
    notSeen: '节点状态未知',
    notSeenSince: '未知始于',
    empty: '没有已知的集群。',
    noNodes: '它没有节点。',
  },
}
