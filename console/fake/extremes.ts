/** Adds extremes to the fake data: the longest names, 200 pods, 120 accounts, a log of 10,000 lines. */
import type { World } from './data.ts'
import { application, before, commits, healthy, hour, minute, pod, release, run } from './nouns.ts'

const name = 'quarterly-reconciliation-batch'
const title =
  'Reconcile the ledger of every subsidiary with the statements of the bank, one quarter at a time, and say which lines differ'

export function addExtremes(world: World): void {
  const id = 4711
  const ref = 'feature/reconcile-every-subsidiary-with-the-statements-of-its-bank'
  world.tenants.push({
    name: 'international-settlement-offic',
    applications: 1,
    users: 99,
    createdAt: before(hour),
  })
  world.applications.set(
    name,
    application(
      name,
      'international-settlement-offic',
      'a-very-long-name-of-an-account',
      hour,
      {
        ...healthy(1204, commits.c1, 199, 'a-very-long-name-of-an-account', hour),
        podsWanted: 200,
        state: 'working',
        run: id,
      },
      {
        ...healthy(1203, commits.c2, 0, 'a-very-long-name-of-an-account', hour),
        podsWanted: 40,
        state: 'failed',
        reason: `pod ${name}-${'5b8c9d7f6b'}-x7wn2 crashed: CreateContainerConfigError: secret "${name}-configuration" not found in namespace "international-settlement-offic-uat"`,
      },
    ),
  )
  world.releases.set(name, [
    release(1204, commits.c1, title, id, 'a-very-long-name-of-an-account', hour, name),
  ])
  world.pods.set(
    name,
    Array.from({ length: 200 }, (_, index) =>
      pod(
        `${name}-${'x'.repeat(63 - name.length - 12)}-5b8c9-${String(index).padStart(5, '0')}`,
        1204,
        `node-of-the-third-rack-${index % 40}.dc-2.example.internal`,
        index * minute,
        index % 17 === 3
          ? {
              state: 'crashed',
              reason:
                'ImagePullBackOff: Back-off pulling image "registry.opads.internal/applications/finance/x@sha256:7be0"',
            }
          : { nodeSelector: { disk: 'ssd', zone: 'frankfurt-2', 'example.internal/pool': 'batch' } },
      ),
    ),
  )
  world.variables.set(`${name}/sit`, [
    {
      name: 'A_VARIABLE_WHOSE_NAME_HAS_EXACTLY_SIXTY_THREE_LETTERS_IN_IT_ALL',
      isSecret: false,
      value: 'x'.repeat(400),
      changedAt: before(hour),
      changedBy: 'a-very-long-name-of-an-account',
    },
    { name: 'EMPTY', isSecret: false, value: '', changedAt: before(hour), changedBy: 'mei' },
  ])
  world.runs.unshift(
    run({
      id,
      kind: 'build',
      application: name,
      tenant: 'finance',
      by: 'a-very-long-name-of-an-account',
      state: 'running',
      ref,
      commit: commits.c1,
      title,
      createdAt: before(minute),
      startedAt: before(minute),
      finishedAt: null,
    }),
  )
  world.logs.set(id, [
    'build\t51e0d4b7 on base node, 3 steps',
    'fetch\t',
    ...Array.from(
      { length: 10_000 },
      (_, line) =>
        `npm run build -- --configuration production --verbose\t[${line}] compiled src/module-${line}.ts${line % 50 === 0 ? ` ${'with a long tail '.repeat(20)}` : ''}`,
    ),
  ])
  world.events.unshift({
    id: 900,
    at: before(minute),
    by: 'mei',
    kind: 'push',
    application: name,
    run: id,
    text: `mei pushed 51e0d4b7 to ${ref}: ${title}`,
  })
  for (let index = 0; index < 120; index += 1)
    world.users.push({
      name: `person-${index}-of-settlement`,
      isAdmin: false,
      tenants: ['international-settlement-offic', 'retail', 'samples', 'finance', 'research'].slice(
        0,
        1 + (index % 5),
      ),
      mustChange: index % 7 === 0,
      createdAt: before(index * hour),
    })
}
