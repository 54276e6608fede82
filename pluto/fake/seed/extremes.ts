/** Extremes beside the company: the longest names, 200 pods, 120 accounts, a log of 10,000 lines. */
import { kubeReason } from '@opads/kernel/kube-reason'
import { said as message } from '@opads/kernel/message'
import { note } from '../../run/log.ts'
import { said } from '../sentences.ts'
import type { FakeTools } from '../tools.ts'
import { setVariables } from '../variable.ts'
import { adding, hour, minute } from './add.ts'
import { commits } from './past.ts'

const name = 'quarterly-reconciliation-batch'
const tenant = 'international-settlement-offic'
const by = 'a-very-long-name-of-an-account'
const title =
  'Reconcile the ledger of every subsidiary with the statements of the bank, one quarter at a time, and say which lines differ'
const ref = 'feature/reconcile-every-subsidiary-with-the-statements-of-its-bank'
const backOff = kubeReason(
  'ImagePullBackOff',
  'Back-off pulling image "registry.opads.internal/applications/finance/x@sha256:7be0"',
)!
const noSecret = kubeReason(
  'CreateContainerConfigError',
  `secret "${name}-configuration" not found in namespace "${tenant}-uat"`,
)!

export function addExtremes(tools: FakeTools): void {
  const add = adding(tools)
  add.tenant(tenant, hour)
  add.application(name, tenant, by, hour)
  const place = { application: name, environment: 'sit' as const }
  const long = 'A_VARIABLE_WHOSE_NAME_HAS_EXACTLY_SIXTY_THREE_LETTERS_IN_IT_ALL'
  setVariables(tools.store, place, { [long]: 'x'.repeat(400), EMPTY: '' }, { isSecret: false, by })
  const run = add.run({
    id: 4711,
    kind: 'build',
    application: name,
    ref,
    commit: commits.c1,
    title,
    created_by: by,
    age: minute,
  })
  add.release(name, { number: 1203, commit: commits.c2, title, run: 4700, created_by: by, age: 2 * hour })
  add.release(name, { number: 1204, commit: commits.c1, title, run: 4709, created_by: by, age: hour })
  add.deployment(name, 'uat', { release: 1203, by, age: hour })
  add.deployment(name, 'sit', { release: 1204, by, age: hour })
  add.running(name, 'sit', {
    release: 1204,
    age: hour,
    wanted: 200,
    pods: Array.from({ length: 200 }, (_, index) => podOf(index)),
  })
  const crashed = {
    name: `${name}-5b8c9d7f6b-x7wn2`,
    age: hour,
    state: 'crashed',
    message: noSecret,
  } as const
  add.running(name, 'uat', { release: 1203, age: hour, wanted: 40, pods: [crashed] })
  add.log(run.id, [
    note('build', message('build.begun', { commit: '51e0d4b7', base: 'node', count: 3 })),
    { step: 'fetch', text: '' },
    ...Array.from({ length: 10_000 }, (_, line) => lineOf(line)),
  ])
  add.event(minute, said.pushed(run))
  for (let index = 0; index < 120; index += 1)
    add.account({
      name: `person-${index}-of-settlement`,
      tenants: [tenant, 'retail', 'samples', 'finance', 'research'].slice(0, 1 + (index % 5)),
      must_change: index % 7 === 0,
      age: index * hour,
    })
}

const podOf = (index: number) => ({
  name: `${name}-${'x'.repeat(63 - name.length - 12)}-5b8c9-${String(index).padStart(5, '0')}`,
  node: `node-of-the-third-rack-${index % 40}.dc-2.example.internal`,
  age: index * minute,
  ...(index % 17 === 3
    ? { state: 'crashed' as const, message: backOff }
    : { nodeSelector: { disk: 'ssd', zone: 'frankfurt-2', 'example.internal/pool': 'batch' } }),
})

const lineOf = (line: number) => ({
  step: 'npm run build -- --configuration production --verbose',
  text: `[${line}] compiled src/module-${line}.ts${line % 50 === 0 ? ` ${'with a long tail '.repeat(20)}` : ''}`,
})
