import type { en } from './words.en.ts'

export const zh: typeof en = {
  users: {
    title: '用户',
    create: '创建用户…',
    createTitle: '创建用户',
    editTitle: (name) => `修改 ${name}`,
    name: '名称',
    role: '角色',
    empty: '没有账号。',
    admin: '管理员',
    member: '成员',
    isAdmin: '管理员：可以查看和修改一切',
    tenants: '租户',
    roleInNew: '在新增租户中的角色',
    none: '无',
    created: '创建时间',
    mustChange: '还没有登录过',
    shown: (name) => `${name} 的密码只显示这一次，首次登录时必须修改。`,
    you: '你',
    loses: '账号、它的会话和 API 令牌都会消失；它做过的事仍留在动态里。之后可以用同名重新创建，密码是新的。',
  },
}
