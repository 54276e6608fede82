/**
 * English sentences of other programs, and the same in Chinese; `{fact}` is a variable part.
 * `ours`: our own programs (`in-chinese.test.ts` compares this list with their source); `theirs`: Kubernetes and input validation.
 */
type Sentences = Readonly<Record<string, string>>

export const ours: Sentences = {
  // Events
  '{by} pushed {commit} to {branch}: {title}': '{by} 推送 {commit} 到 {branch}：{title}',
  'Release {release} was built from {commit}': '由 {commit} 构建出版本 {release}',
  '{by} deploys release {release} to {environment}': '{by} 把版本 {release} 部署到 {environment}',
  '{by} deploys release {release} to {environment}: {settings}':
    '{by} 把版本 {release} 部署到 {environment}：{settings}',
  '{by} takes {environment} back to release {release} as it ran':
    '{by} 让 {environment} 回到版本 {release} 当时的样子',
  '{by} takes {environment} back to release {release} as it ran: {settings}':
    '{by} 让 {environment} 回到版本 {release} 当时的样子：{settings}',
  'pods {from} → {to}': '实例数 {from} → {to}',
  'Release {release} runs in {environment}': '版本 {release} 已在 {environment} 运行',
  '{by} cancelled the deploy of release {release} to {environment}':
    '{by} 取消了版本 {release} 到 {environment} 的部署',
  '{by} changed {names} in {environment}': '{by} 修改了 {environment} 的 {names}',
  '{by} scaled {environment} to {replicas} pods': '{by} 把 {environment} 伸缩为 {replicas} 个实例',
  '{name} was created': '{name} 已创建',
  '{name} of {tenant} was deleted': '删除了 {tenant} 的应用 {name}',
  'Account {name} was made': '创建了账号 {name}',
  'Account {name} may now: {what}': '账号 {name} 现在可以访问：{what}',
  'Account {name} was deleted': '删除了账号 {name}',
  '{account} changed the own password': '{account} 修改了自己的密码',
  'Tenant {name} was made': '创建了租户 {name}',
  'Tenant {name} was deleted': '删除了租户 {name}',
  all: '全部',
  nothing: '无',
  none: '无',

  // States of applications and pods
  'first deployment': '首次部署',
  'scaled to none': '已伸缩为 0',
  '{ready} of {wanted} pods new and ready': '{ready}/{wanted} 个新实例就绪',
  '{ready} of {wanted} pods ready': '{ready}/{wanted} 个实例就绪',
  'pod {pod} crashed: {reason}': '实例 {pod} 崩溃：{reason}',
  'it is not ready in time: {reason}': '未能按时就绪：{reason}',
  'it takes too long': '用时过长',
  'exit {code}': '退出码 {code}',
  'its first answer has not come yet': '尚未收到首次应答',
  'out of memory': 'OOMKilled（超出内存上限）',

  // Logs of deploys and builds
  'Kubernetes has not shown it yet': 'Kubernetes 尚未显示',
  'release {release} is applied, waiting for its pods': '版本 {release} 已提交，等待实例就绪',
  '{by} cancelled it': '{by} 取消了它',
  'release {release} is put back': '已换回版本 {release}',
  'release {release} is put back as it ran': '已换回版本 {release} 当时的样子',
  'set by now, but not what it runs with: {names}': '此后设置过、但未用于运行：{names}',
  '{commit} on base {base}, {count} steps': '{commit}，基础镜像 {base}，{count} 个步骤',
  '{count} entries on {base} → {digest}': '{count} 个文件放在 {base} 之上 → {digest}',
  '– the build has said more than {most} MiB: what follows is not kept':
    '– 构建输出超过 {most} MiB，其后的内容未保留',
  '– of this log {most} MiB were read: what follows is not kept':
    '– 此日志已读取 {most} MiB，其后的内容未保留',
  '– {count} lines came faster than they were read': '– {count} 行来得太快，未及读取',
  '{pod}– no log: {reason}': '{pod}– 没有日志：{reason}',
  '✕ {reason}': '✕ {reason}',

  // Why builds and deploys failed
  'it said nothing': '没有输出',
  'it was taken away': '已被移除',
  'its pods were ended too often': '它的 Pod 被终止次数过多',
  '{container} needed more memory than builds have': '{container} 需要的内存超出构建上限',
  'the code server answered {status}': '代码服务器回答 {status}',
  'tar ended with {exitCode}': 'tar 以代码 {exitCode} 结束',
  'it is not JSON': '不是 JSON',
  'it has {bytes} bytes, at most {most} are read': '有 {bytes} 字节，最多读取 {most} 字节',
  'It was begun {count} times and did not end': '开始了 {count} 次都没有结束',
  'Look into the log of the worker, then start it again.': '请查看工作进程的日志，然后重新开始。',
  'the secret {name} is too short to be one': '机密 {name} 太短',

  // No response: sentences of the console and the client
  'The server answered {status}': '服务器回答 {status}',
  'Try again; then look at opads status.': '请重试；然后查看 opads status。',
  'The cloud does not answer': '云平台没有应答',
  'Look at your connection, then on the machine run: opads status':
    '请检查网络连接，然后在服务器上执行：opads status',
  'The console itself failed: {said}': '控制台自身出错：{said}',
  'Load the page again; if it stays, report these words.': '请重新载入页面；如果仍然如此，请报告这段话。',

  // Faults of input
  'takes 1 to 30 of a-z, 0-9 and -, first a letter, last no -':
    '1 到 30 个字符：a-z、0-9 和 -，以字母开头，不能以 - 结尾',
  'takes at least 12 characters': '至少 12 个字符',
  'is the current password': '与当前密码相同',
  'is no name of a variable': '不是变量名',
  'holds a zero byte, environments do not': '含有零字节，环境变量不允许',
  'ports below 1024 need privileges': '1024 以下的端口需要特权',
  'the body': '请求正文',
  'the query': '查询参数',
  'the file': '文件',
}

/** Terms that stay in English, followed by their meaning. */
const terms: Sentences = {
  CrashLoopBackOff: '反复崩溃，稍后再启动',
  ErrImagePull: '拉取镜像失败',
  ImagePullBackOff: '拉取镜像失败，稍后再试',
  InvalidImageName: '镜像名称无效',
  CreateContainerConfigError: '容器配置有误，例如缺少 ConfigMap 或 Secret',
  CreateContainerError: '创建容器失败',
  RunContainerError: '启动容器失败',
  ContainerCreating: '正在创建容器',
  PodInitializing: '正在初始化',
  OOMKilled: '超出内存上限',
  Evicted: '被节点驱逐',
  Unschedulable: '没有可用的节点',
  ProgressDeadlineExceeded: '超过更新时限',
  DeadlineExceeded: '超过时限',
  BackoffLimitExceeded: '重试次数用尽',
}

export const theirs: Sentences = {
  ...Object.fromEntries(Object.entries(terms).map(([term, zh]) => [term, `${term}（${zh}）`])),
  ...Object.fromEntries(
    Object.entries(terms).map(([term, zh]) => [`${term}: {said}`, `${term}（${zh}）：{said}`]),
  ),
  '0/{count} nodes are available: {clauses}.': '{count} 个节点都不可用：{clauses}',
  '0/{count} nodes are available: {clauses}. {rest}preemption: {more}': '{count} 个节点都不可用：{clauses}',
  '{count} Insufficient {resource}': '{count} 个 {resource} 不足',
  '{count} Too many pods': '{count} 个 Pod 数已满',
  '{count} node(s) had untolerated taint {taint}': '{count} 个有未容忍的污点 {taint}',
  '{count} node(s) had untolerated taint(s)': '{count} 个有未容忍的污点',
  "{count} node(s) didn't match Pod's node affinity/selector": '{count} 个不符合节点选择',
  "{count} node(s) didn't have free ports for the requested pod ports": '{count} 个端口已被占用',
  '{count} node(s) were unschedulable': '{count} 个已停止调度',
  'ReplicaSet "{name}" has timed out progressing.': 'ReplicaSet {name} 超过更新时限',
  'Job has reached the specified backoff limit': 'Job 的重试次数已用尽',
  '{resource} is forbidden: {said}': '无权访问 {resource}：{said}',
  'User "{user}" cannot {verb} resource "{resource}" in API group "{group}" at the cluster scope':
    '{user} 在整个集群范围内没有对 {resource} 的 {verb} 权限',
  'User "{user}" cannot {verb} resource "{resource}" in API group "{group}" in the namespace "{namespace}"':
    '{user} 在命名空间 {namespace} 中没有对 {resource} 的 {verb} 权限',
  'nothing came for {seconds} s': '{seconds} 秒内没有数据',
  '{line} … (the line is longer, and is cut here)': '{line} …（此行过长，已截断）',
  'Back-off pulling image "{image}"': '稍后再拉取镜像 {image}',
  'Back-off pulling image "{image}": {said}': '稍后再拉取镜像 {image}：{said}',

  'Invalid input: expected {wanted}, received {given}': '应为 {wanted}，实际是 {given}',
  'Invalid option: expected one of {options}': '只能是其中之一：{options}',
  'Unrecognized key: {key}': '不认识的字段 {key}',
  'Unrecognized keys: {keys}': '不认识的字段 {keys}',
  'Too small: expected {what} to have >={least} {units}': '太短，至少 {least}',
  'Too big: expected {what} to have <={most} {units}': '太长，最多 {most}',
  'Too small: expected {what} to be >={least}': '太小，至少为 {least}',
  'Too big: expected {what} to be <={most}': '太大，最多为 {most}',
}
