import type { en } from './words.en.ts'

export const zh: typeof en = {
  deploy: {
    release: (number) => `版本 ${number}`,
    title: (name) => `部署 ${name}`,
    where: '环境',
    what: '版本',
    runsIn: (places) => `正在 ${places} 运行`,
    crashed: '无法运行',
    none: '还没有版本。构建一次就有了。',
    button: (release, where) => `把版本 ${release} 部署到 ${where}`,
    same: (release, where) => `${where} 已经是版本 ${release}，实例会重新创建。`,
    change: (from, to, where) => `${where} 将从版本 ${from} 换到 ${to}。实例逐个替换，不会丢请求。`,
    first: (release, where) => `版本 ${release} 是 ${where} 的第一个版本。`,
    backTitle: (where) => `回滚 ${where}`,
    backButton: (release) => `回滚到版本 ${release}`,
    asItRan: (names) => `将恢复到当时的设置，与今天不同的有：${names}。它们将成为今天的设置。`,
    asToday: '其变量、密钥和实例数与今天的设置相同。',
    notKept: '它部署时尚未保存变量，将使用今天的变量运行。',
    pods: (from, to) => `实例数 ${from} → ${to}`,
    nothingBefore: (where) => `${where} 之前没有运行过别的版本，无处可回。`,
  },
}
