import { kindWords } from '@opads/pluto/run/kinds/kinds'
import type { en } from './words.en.ts'

export const zh: typeof en = {
  runs: {
    active: (count) => `${count} 个进行中`,
    waiting: (count) => `${count} 个待审批`,
    title: '任务',
    run: '任务',
    what: '内容',
    state: '状态',
    where: '应用',
    by: '发起者',
    decidedBy: '审批者',
    began: '开始',
    took: '用时',
    kinds: kindWords('zh'),
    states: {
      waiting: '等待审批',
      queued: '排队中',
      running: '进行中',
      succeeded: '成功',
      failed: '失败',
      cancelled: '已取消',
    },
    any: '全部',
    empty: '没有符合条件的任务。推送一次代码就会有。',
    commit: '提交',
    release: '版本',
    builtFrom: '构建自',
    ledTo: '引出',
    attempts: '尝试次数',
    cancel: '取消任务',
    approve: '批准',
    refuse: '拒绝',
    because: '为什么拒绝？',
    follow: '查看任务',
  },
}
