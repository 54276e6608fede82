/** Every event of the fake, in the words of the real Pluto. */

import type { Role } from '@opads/kernel/role'
import type { Place } from '../environment/place.ts'
import type { NewEvent } from '../event/rows.ts'
import type { Restored } from '../rollout/ask.ts'
import type { userView } from '../account/rows.ts'
import type { Row } from './store.ts'

type Member = Pick<Row<'member'>, 'tenant' | 'account' | 'role'>
const short = (commit: string) => commit.slice(0, 8)

export const said = {
  ownPassword: (by: string): NewEvent => ({
    by,
    kind: 'account.password',
    text: `${by} changed the own password`,
  }),
  accountMade: (by: string, name: string): NewEvent => ({
    by,
    kind: 'account.created',
    text: `Account ${name} was made`,
  }),
  accountChanged: (by: string, { name, isAdmin, tenants }: ReturnType<typeof userView>): NewEvent => ({
    by,
    kind: 'account.changed',
    text: `Account ${name} may now: ${isAdmin ? 'all' : tenants.join(', ') || 'nothing'}`,
  }),
  accountDeleted: (by: string, name: string): NewEvent => ({
    by,
    kind: 'account.deleted',
    text: `Account ${name} was deleted`,
  }),
  memberAdded: (by: string, { account, role, tenant }: Member): NewEvent => ({
    by,
    kind: 'member.added',
    text: `${account} is ${role} of ${tenant}`,
  }),
  memberChanged: (by: string, { account, role, tenant }: Member, former: Role): NewEvent => ({
    by,
    kind: 'member.changed',
    text: `${account} is ${role} of ${tenant}, and was ${former}`,
  }),
  memberRemoved: (by: string, { account, tenant }: Member): NewEvent => ({
    by,
    kind: 'member.removed',
    text: `${account} is no member of ${tenant} any more`,
  }),
  tenantMade: (by: string, name: string): NewEvent => ({
    by,
    kind: 'tenant.created',
    text: `Tenant ${name} was made`,
  }),
  tenantDeleted: (by: string, name: string): NewEvent => ({
    by,
    kind: 'tenant.deleted',
    text: `Tenant ${name} was deleted`,
  }),
  applicationCreated: (by: string, application: string): NewEvent => ({
    application,
    by,
    kind: 'application.created',
    text: `${application} was created`,
  }),
  applicationDeleted: (by: string, { name, tenant }: Row<'application'>): NewEvent => ({
    by,
    kind: 'application.deleted',
    text: `${name} of ${tenant} was deleted`,
  }),
  pushed: (run: Row<'run'>): NewEvent => ({
    ...of(run),
    kind: 'push',
    text: `${run.created_by} pushed ${short(run.commit!)} to ${run.ref}: ${run.title}`,
  }),
  built: (run: Row<'run'>, number: number, commit: string): NewEvent => ({
    ...of(run),
    kind: 'build.succeeded',
    text: `Release ${number} was built from ${short(commit)}`,
  }),
  deployed: (run: Row<'run'>): NewEvent => ({
    ...of(run),
    kind: 'deploy.succeeded',
    text: `Release ${run.release} runs in ${run.environment}`,
  }),
  failed: (run: Row<'run'>, text: string): NewEvent => ({ ...of(run), kind: `${run.kind}.failed`, text }),
  deployCancelled: (run: Row<'run'>, by: string): NewEvent => ({
    ...of(run),
    by,
    kind: 'deploy.cancelled',
    text: `${by} cancelled the deploy of release ${run.release} to ${run.environment}`,
  }),
  scaled: (by: string, { application, environment }: Place, replicas: number): NewEvent => ({
    application,
    by,
    kind: 'application.scaled',
    text: `${by} scaled ${environment} to ${replicas} pods`,
  }),
  variablesChanged: (
    by: string,
    { application, environment }: Place,
    names: string,
    isSecret: boolean,
  ): NewEvent => ({
    application,
    by,
    kind: isSecret ? 'secret.changed' : 'config.changed',
    text: `${by} changed ${names} in ${environment}`,
  }),
  deployAsked: (
    by: string,
    { application, environment }: Place,
    release: number,
    restores?: Restored,
  ): NewEvent => ({
    application,
    by,
    kind: 'deploy.asked',
    text: restores
      ? `${by} takes ${environment} back to release ${release} as it ran${listed(restores)}`
      : `${by} deploys release ${release} to ${environment}`,
  }),
}

const of = ({ id, application, created_by }: Row<'run'>) => ({ application, run: id, by: created_by })

function listed({ variables, replicas }: Restored): string {
  const words = [...variables, ...(replicas ? [`pods ${replicas.from} → ${replicas.to}`] : [])]
  return words.length === 0 ? '' : `: ${words.join(', ')}`
}
