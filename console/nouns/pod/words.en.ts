/** What pods and their logs say. */
export const en = {
  pods: {
    title: 'Pods',
    count: (count: number) => `${count}, live`,
    none: (where: string) => `No pod runs in ${where}.`,
    noneAnywhere: 'No pod runs. Push code or deploy a release, and its pods appear here.',
    any: 'all',
    environment: 'Environment',
    ready: 'Ready',
    starting: 'Starting',
    waiting: 'Waiting',
    crashed: 'Crashed',
    leaving: 'Leaving',
  },
  logs: {
    title: 'Logs',
    of: (name: string) => `Logs of ${name}`,
    pod: 'Pod',
    allPods: 'all pods',
    previous: 'before the last restart',
  },
}
