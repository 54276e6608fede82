import type { en } from './words.en.ts'

export const zh: typeof en = {
  activity: {
    title: '动态',
    empty: '还没有发生什么。推送、构建、部署和修改都会出现在这里。',
    application: '应用',
    all: '全部应用',
    today: '今天',
    yesterday: '昨天',
  },
}
