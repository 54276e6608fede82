import type { en } from './words.en.ts'

export const zh: typeof en = {
  signIn: {
    title: '登录',
    account: '账号',
    password: '密码',
    button: '登录',
    hint: '首个账号是 admin，密码在服务器上云平台目录的 admin-password 文件里。',
  },
  first: {
    title: '请设置自己的密码',
    why: (account) => `你用 ${account} 登录，而这个密码别人也见过。改掉之后才能继续。`,
    current: '刚才登录用的密码',
    next: '新密码',
    rule: '至少 12 个字符。',
    button: '修改密码',
  },
  account: {
    signOut: '退出登录',
    title: '我的账号',
    inTenants: (names) => `所在租户：${names}`,
    password: '密码',
    current: '当前密码',
    changed: '已修改。',
    looks: '外观',
    theme: '主题',
    themes: { system: '跟随系统', light: '浅色', dark: '深色' },
    language: '语言',
  },
}
