/** Events, reasons of states and notes in logs of the public API. Pure. */
import type { MessageTable } from '../message-kind.ts'

export const plutoMessages = {
  'push.received': {
    say: '{by} pushed {commit} to {branch}: {title}',
    zh: '{by} 推送 {commit} 到 {branch}：{title}',
  },
  'release.built': {
    say: 'Release {release} was built from {commit}',
    zh: '由 {commit} 构建出版本 {release}',
  },
  'release.running': {
    say: 'Release {release} runs in {environment}',
    zh: '版本 {release} 已在 {environment} 运行',
  },
  'deploy.asked': {
    say: '{by} deploys release {release} to {environment}',
    zh: '{by} 把版本 {release} 部署到 {environment}',
  },
  'deploy.restores': {
    say: '{by} takes {environment} back to release {release} as it ran',
    zh: '{by} 让 {environment} 回到版本 {release} 当时的样子',
  },
  'deploy.restores-settings': {
    say: '{by} takes {environment} back to release {release} as it ran: {settings}',
    zh: '{by} 让 {environment} 回到版本 {release} 当时的样子：{settings}',
  },
  'deploy.restores-pods': { say: 'pods {from} → {to}', zh: '实例数 {from} → {to}' },
  'run.approved': { say: '{by} approved it', zh: '{by} 已批准' },
  'build.cancelled': { say: '{by} cancelled build {run}', zh: '{by} 取消了构建 {run}' },
  'deploy.cancelled-unchosen': {
    say: '{by} cancelled a deploy to {environment} before it began',
    zh: '{by} 在开始前取消了到 {environment} 的部署',
  },
  'deploy.cancelled': {
    say: '{by} cancelled the deploy of release {release} to {environment}',
    zh: '{by} 取消了版本 {release} 到 {environment} 的部署',
  },
  'variables.changed': {
    say: '{by} changed {names} in {environment}',
    zh: '{by} 修改了 {environment} 的 {names}',
  },
  'application.scaled': {
    say: '{by} scaled {environment} to {replicas} pods',
    zh: '{by} 把 {environment} 伸缩为 {replicas} 个实例',
  },
  'application.created': { say: '{by} created {application}', zh: '{by} 创建了 {application}' },
  'application.deleted': {
    say: '{by} deleted {application} of {tenant}',
    zh: '{by} 删除了 {tenant} 的应用 {application}',
  },
  'account.created': { say: 'Account {account} was created', zh: '创建了账号 {account}' },
  'account.changed': {
    say: 'Account {account} may now use: {tenants}',
    zh: '账号 {account} 现在可以访问：{tenants}',
  },
  'account.all-tenants': { say: 'all', zh: '全部' },
  'account.deleted': { say: 'Account {account} was deleted', zh: '删除了账号 {account}' },
  'account.password-changed': { say: '{by} changed the own password', zh: '{by} 修改了自己的密码' },
  'member.added': {
    say: '{by} made {account} {role} of {tenant}',
    zh: '{by} 把 {account} 设为 {tenant} 的{role}',
  },
  'member.changed': {
    say: '{by} made {account} {role} of {tenant}, before {former}',
    zh: '{by} 把 {account} 在 {tenant} 的角色从{former}改为{role}',
  },
  'member.removed': { say: '{by} removed {account} from {tenant}', zh: '{by} 把 {account} 移出了 {tenant}' },
  'member.became-admins': {
    say: 'Tenants have roles now; members of before are admins of their tenants: {count}',
    zh: '租户现在有了角色；此前的成员已成为各自租户的管理员，共 {count} 个',
  },
  'access.four-eyes': {
    say: 'a person other than who began the run decides',
    zh: '须由发起人以外的另一人审批',
  },
  'role.viewer': { say: 'viewer', zh: '查看者' },
  'role.developer': { say: 'developer', zh: '开发者' },
  'role.deployer': { say: 'deployer', zh: '部署者' },
  'role.admin': { say: 'admin', zh: '管理员' },
  'tenant.created': { say: 'Tenant {tenant} was created', zh: '创建了租户 {tenant}' },
  'tenant.deleted': { say: 'Tenant {tenant} was deleted', zh: '删除了租户 {tenant}' },

  'environment.first-deployment': { say: 'first deployment', zh: '首次部署' },
  'environment.no-pods': { say: 'scaled to none', zh: '已伸缩为 0' },
  'environment.pods-new': {
    say: '{ready} of {wanted} pods new and ready',
    zh: '{ready}/{wanted} 个新实例就绪',
  },
  'environment.pods-ready': { say: '{ready} of {wanted} pods ready', zh: '{ready}/{wanted} 个实例就绪' },
  'environment.pod-crashed': { say: 'pod {pod} crashed: {reason}', zh: '实例 {pod} 崩溃：{reason}' },
  'environment.pod-stuck': { say: 'pod {pod} does not start: {reason}', zh: '实例 {pod} 无法启动：{reason}' },
  'environment.pod-waits': { say: 'pod {pod}: {reason}', zh: '实例 {pod}：{reason}' },
  'environment.late': { say: 'it is not ready in time: {reason}', zh: '未能按时就绪：{reason}' },

  'deploy.unseen': { say: 'Kubernetes has not shown it yet', zh: 'Kubernetes 尚未显示' },
  'deploy.applied': {
    say: 'release {release} is applied, waiting for its pods',
    zh: '版本 {release} 已提交，等待实例就绪',
  },
  'deploy.being-cancelled': { say: '{by} cancelled it', zh: '{by} 取消了它' },
  'deploy.restored': {
    say: 'release {release} is put back as it ran',
    zh: '已换回版本 {release} 当时的样子',
  },
  'deploy.other-settings': {
    say: 'set by now, but not what it runs with: {names}',
    zh: '此后设置过、但未用于运行：{names}',
  },

  'log.too-fast': {
    say: '{count|line|lines} came faster than they were read',
    zh: '{count} 行来得太快，未及读取',
  },
  'log.unreadable': { say: 'no log: {reason}', zh: '没有日志：{reason}' },
} as const satisfies MessageTable
