import type { en } from './words.en.ts'

export const zh: typeof en = {
  tenants: {
    title: '租户',
    create: '创建租户…',
    createTitle: '创建租户',
    empty: '应用归租户所有，租户里的用户能看到它们。',
    name: '名称',
    applications: '应用',
    users: '成员',
    notAdmin: '只有平台管理员可以创建和删除租户。',
    created: '创建时间',
    loses: '只有没有应用的租户才能删除。之后可以用同名重新创建。',
  },
}
