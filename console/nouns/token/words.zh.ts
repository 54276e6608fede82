import type { en } from './words.en.ts'

export const zh: typeof en = {
  tokens: {
    title: 'API 令牌',
    hint: '供另一台机器上的 opads 命令和 git 使用。令牌的权限与你相同。',
    empty: '你还没有令牌。有了令牌，机器不用你的密码也能登录。',
    create: '创建令牌…',
    createTitle: '创建 API 令牌',
    name: '名称',
    days: '有效天数',
    shown: (name) => `令牌 ${name} 只显示这一次：`,
    created: '创建时间',
    expires: '到期',
    lastUsed: '最近使用',
    loses: '用这个令牌登录的程序将无法再登录。随时可以创建新的令牌。',
  },
}
