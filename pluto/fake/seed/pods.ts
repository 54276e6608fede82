/** Pods of `shop-api`, in every state that a pod can have. */
import { kubeReason } from '@opads/kernel/kube-reason'
import { said } from '@opads/kernel/message'
import { day, hour, second } from './add.ts'

const ssd = { nodeSelector: { disk: 'ssd' } }
const unscheduled = kubeReason(
  'Unschedulable',
  "0/4 nodes are available: 1 node(s) were unschedulable, 3 node(s) didn't match Pod's node affinity/selector. no new claims to deallocate, preemption: 0/4 nodes are available: 4 Preemption is not helpful for scheduling.",
)!

export const shopPods = {
  sit: [
    { name: 'shop-api-7c9d8-mq9ts', node: 'n3', age: 6 * second, state: 'starting', ...ssd },
    {
      name: 'shop-api-7c9d8-vv81c',
      node: null,
      age: 9 * second,
      state: 'waiting',
      message: unscheduled,
      address: null,
      ...ssd,
    },
    {
      name: 'shop-api-7c9d8-b81vd',
      node: 'n11',
      age: 36 * second,
      state: 'crashed',
      message: said('kube.exited', { exitCode: 3 }),
      restarts: 2,
      ...ssd,
    },
    ...['x2k4p', 'hn6td', 'p0zq8', 'c4l2m', 'j7r9w'].map((end, index) => ({
      name: `shop-api-7c9d8-${end}`,
      node: `n${2 + index}`,
      age: 38 * second,
      ...ssd,
    })),
    { name: 'shop-api-5f6b4-9wz2n', release: 18, node: 'n7', age: 28 * hour, state: 'leaving', ...ssd },
  ],
  uat: ['aa3fk', 'bd7qm', 'c9xtr'].map((end, index) => ({
    name: `shop-api-5f6b4-${end}`,
    node: `n${4 + index}`,
    age: 2 * hour,
  })),
  prod: ['k2v8s', 'm4w6x'].map((end, index) => ({
    name: `shop-api-66f7c-${end}`,
    node: `p${1 + index}`,
    age: 3 * day,
    ...ssd,
  })),
} as const
