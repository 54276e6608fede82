/** Every event of the fake, as the real Pluto adds it. */

import { type Fault, messageOfFault } from '@opads/kernel/fault'
import { said as message } from '@opads/kernel/message'
import type { Role } from '@opads/kernel/role'
import { shortCommit } from '@opads/kernel/short-commit'
import type { userView } from '../account/rows.ts'
import type { Place } from '../environment/place.ts'
import type { NewEvent } from '../event/rows.ts'
import { roleName } from '../member/rows.ts'
import { asked, type Restored } from '../rollout/ask.ts'
import type { Row } from './store.ts'

type Member = Pick<Row<'member'>, 'tenant' | 'account' | 'role'>

export const said = {
  ownPassword: (by: string): NewEvent => ({
    by,
    kind: 'account.password',
    message: message('account.password-changed', { by }),
  }),
  accountMade: (by: string, name: string): NewEvent => ({
    by,
    kind: 'account.created',
    message: message('account.created', { account: name }),
  }),
  accountChanged: (by: string, { name, isAdmin, tenants }: ReturnType<typeof userView>): NewEvent => ({
    by,
    kind: 'account.changed',
    message: message('account.changed', {
      account: name,
      tenants: isAdmin ? message('account.all-tenants') : tenants,
    }),
  }),
  accountDeleted: (by: string, name: string): NewEvent => ({
    by,
    kind: 'account.deleted',
    message: message('account.deleted', { account: name }),
  }),
  memberAdded: (by: string, { account, role, tenant }: Member): NewEvent => ({
    by,
    kind: 'member.added',
    message: message('member.added', { by, account, role: roleName(role), tenant }),
  }),
  memberChanged: (by: string, { account, role, tenant }: Member, former: Role): NewEvent => ({
    by,
    kind: 'member.changed',
    message: message('member.changed', {
      by,
      account,
      role: roleName(role),
      tenant,
      former: roleName(former),
    }),
  }),
  memberRemoved: (by: string, { account, tenant }: Member): NewEvent => ({
    by,
    kind: 'member.removed',
    message: message('member.removed', { by, account, tenant }),
  }),
  tenantMade: (by: string, name: string): NewEvent => ({
    by,
    kind: 'tenant.created',
    message: message('tenant.created', { tenant: name }),
  }),
  tenantDeleted: (by: string, name: string): NewEvent => ({
    by,
    kind: 'tenant.deleted',
    message: message('tenant.deleted', { tenant: name }),
  }),
  applicationCreated: (by: string, application: string): NewEvent => ({
    application,
    by,
    kind: 'application.created',
    message: message('application.created', { by, application }),
  }),
  applicationDeleted: (by: string, { name, tenant }: Row<'application'>): NewEvent => ({
    by,
    kind: 'application.deleted',
    message: message('application.deleted', { by, application: name, tenant }),
  }),
  pushed: (run: Row<'run'>): NewEvent => ({
    ...of(run),
    kind: 'push',
    message: message('push.received', {
      by: run.created_by,
      commit: shortCommit(run.commit!),
      branch: run.ref!,
      title: run.title!,
    }),
  }),
  built: (run: Row<'run'>, number: number, commit: string): NewEvent => ({
    ...of(run),
    kind: 'build.succeeded',
    message: message('release.built', { release: number, commit: shortCommit(commit) }),
  }),
  deployed: (run: Row<'run'>): NewEvent => ({
    ...of(run),
    kind: 'deploy.succeeded',
    message: message('release.running', { release: run.release!, environment: run.environment! }),
  }),
  failed: (run: Row<'run'>, problem: Fault): NewEvent => ({
    ...of(run),
    kind: `${run.kind}.failed`,
    text: problem.sentence,
    message: messageOfFault(problem),
  }),
  scaled: (by: string, { application, environment }: Place, replicas: number): NewEvent => ({
    application,
    by,
    kind: 'application.scaled',
    message: message('application.scaled', { by, environment, replicas }),
  }),
  variablesChanged: (
    by: string,
    { application, environment }: Place,
    names: readonly string[],
    isSecret: boolean,
  ): NewEvent => ({
    application,
    by,
    kind: isSecret ? 'secret.changed' : 'config.changed',
    message: message('variables.changed', { by, names, environment }),
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
    message: asked({ by, release, environment, asItRan: restores !== undefined }, restores ?? null),
  }),
}

const of = ({ id, application, created_by }: Row<'run'>) => ({ application, run: id, by: created_by })
