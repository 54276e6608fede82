import type { en } from './words.en.ts'

export const zh: typeof en = {
  environments: {
    nothing: '尚未部署',
    by: '部署者',
    commit: '提交',
    scale: '伸缩…',
    rollBack: '回滚…',
    promote: (release, to) => `把版本 ${release} 部署到 ${to}`,
  },
  health: {
    healthy: (ready, wanted) => `健康，${ready}/${wanted} 个实例`,
    working: (ready, wanted) => `滚动更新中，${ready}/${wanted} 个就绪`,
    failed: '失败',
    stopped: '已停止，伸缩为 0',
    none: '空',
    unknown: '未知',
    short: {
      healthy: '健康',
      working: '更新中',
      failed: '失败',
      stopped: '已停止',
      none: '空',
      unknown: '未知',
    },
  },
  scale: {
    title: (where) => `伸缩 ${where}`,
    pods: '实例数',
    hint: '0 到 100。0 表示停止，此时访问地址会回答没有就绪的实例。',
    button: (count) => `伸缩到 ${count} 个实例`,
  },
}
