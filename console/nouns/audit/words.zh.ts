import type { en } from './words.en.ts'

export const zh: typeof en = {
  audit: {
    title: '审计',
    empty: '还没有记录。登录和修改会出现在这里。',
    noMatch: '没有符合筛选条件的记录。',
    clear: '清除筛选',
    account: '账号',
    act: '操作',
    tenant: '租户',
    application: '应用',
    subject: '对象',
    outcome: '结果',
    outcomes: { done: '完成', refused: '被拒绝', failed: '失败' },
    any: '全部',
    address: '地址',
    facts: '详情',
    at: '时间',
    from: '从',
    until: '到',
    unknown: '未知',
  },
}
