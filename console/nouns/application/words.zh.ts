import type { en } from './words.en.ts'

export const zh: typeof en = {
  applications: {
    title: '应用',
    search: '按名称搜索',
    tenant: '租户',
    all: '全部租户',
    create: '创建应用…',
    empty: '一个应用就是一个 git 仓库，由云平台构建并运行。',
    noTenant: '应用要归属某个租户，而你还不在任何租户里。请管理员把你加进去。',
    noMatch: (text) => `没有名称含“${text}”的应用。`,
    name: '名称',
    lastRun: '最近任务',
    createTitle: '创建应用',
  },
  application: {
    deploy: '部署…',
    build: '立即构建…',
    delete: '删除应用…',
    createdBy: (who) => `由 ${who} 创建`,
    runsTitle: '构建与部署',
    noRuns: '还没有构建过。推送代码后，构建会出现在这里。',
    eventsTitle: '最近动态',
    allRuns: '全部任务',
    allEvents: '全部动态',
    start: '还没有构建过。把代码推送到云平台的 git 服务器：',
    loses: '它在各环境的实例、配置、版本和 git 仓库都会消失，除了你手里的克隆，没有别的办法找回。',
  },
  access: {
    whyNot: (tenant, environment, command) =>
      `您在租户 ${tenant} 中的角色不允许${environment === null ? '' : `在 ${environment} 中`}执行此操作。需要哪个角色、谁可以授予：${command}`,
  },
  attention: {
    crashing: (count, where) => `${where} 有 ${count} 个实例崩溃。`,
    readLog: '查看日志',
  },
  build: {
    title: (name) => `构建 ${name}`,
    ref: '分支、标签或提交',
    hint: '构建结果成为一个版本，并部署到 sit。',
    button: '构建',
  },
}
