import type { en } from './words.en.ts'

export const zh: typeof en = {
  variables: {
    title: '配置',
    explain: '实例的环境变量。修改后会换上新实例；机密的值只会进入实例，不能再读出。',
    add: '设置变量…',
    empty: (where) => `${where} 还没有设置。变量会作为环境变量进入实例。`,
    name: '名称',
    value: '值',
    changed: '修改时间',
    by: '修改者',
    secret: '机密，只能写入',
    emptyText: '空文本',
    isSecret: '机密：值不能再读出',
    setTitle: (where) => `在 ${where} 设置变量`,
    editTitle: (name, where) => `修改 ${where} 的 ${name}`,
    nameRule: '字母、数字和 _，不能以数字开头。',
    newValue: '新的值',
    brings: (run) => `任务 ${run} 正把它带到实例。`,
    later: '下次部署时生效。',
    environments: '环境',
    loses: (name, where) => `${where} 的实例将不再得到 ${name}。想找回，重新设置即可。`,
  },
}
