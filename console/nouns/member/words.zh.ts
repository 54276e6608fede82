import type { en } from './words.en.ts'

export const zh: typeof en = {
  members: {
    title: '成员',
    titleOf: (tenant) => `租户 ${tenant} 的成员`,
    add: '添加成员…',
    addTitle: (tenant) => `向租户 ${tenant} 添加成员`,
    addButton: '添加',
    changeTitle: (account) => `${account} 的角色`,
    empty: '这个租户还没有成员。成员能看到它的应用，并按各自的角色进行修改。',
    account: '账号',
    accountHint: '账号的名称；账号由平台管理员创建。',
    role: '角色',
    since: '加入时间',
    you: '你',
    roles: { viewer: '查看者', developer: '开发者', deployer: '部署者', admin: '管理员' },
    may: {
      viewer: '查看应用、运行记录、日志和变量名。',
      developer: '还可以推送、构建，并在 prod 以外的环境中部署和配置。',
      deployer: '在所有环境中都可以这样做。',
      admin: '还可以管理成员、删除应用。',
    },
    loses: (account, tenant) => `${account} 从此刻起看不到租户 ${tenant} 的内容。账号保留，可以再次添加。`,
  },
}
