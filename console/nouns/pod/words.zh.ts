import type { en } from './words.en.ts'

export const zh: typeof en = {
  pods: {
    title: '实例',
    count: (count) => `${count} 个，实时`,
    none: (where) => `${where} 没有实例在运行。`,
    noneAnywhere: '没有实例在运行。推送代码或部署一个版本，实例就会出现在这里。',
    any: '全部',
    environment: '环境',
    ready: '就绪',
    starting: '启动中',
    waiting: '等待',
    crashed: '崩溃',
    leaving: '正在退出',
  },
  logs: {
    title: '日志',
    of: (name) => `${name} 的日志`,
    pod: '实例',
    allPods: '全部实例',
    previous: '上次重启之前',
  },
}
