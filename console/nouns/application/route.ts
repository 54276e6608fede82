/** All applications, and one of them. */
import { address } from '../../address.ts'
import { route } from '../../route.ts'
import { type Given, named, oneOf, tablesSearch, text, yes } from '../../search.ts'
import { type EnvironmentName, environmentNames } from '../environment/types.ts'
import { eventsQuery } from '../event/queries.ts'
import { podsQuery } from '../pod/queries.ts'
import { deploymentsQuery, releasesQuery } from '../release/queries.ts'
import { runsQuery } from '../run/queries.ts'
import { tenantsQuery } from '../tenant/queries.ts'
import { useFoundApplications } from './found.ts'
import { applicationQuery, applicationsQuery } from './queries.ts'

export type ApplicationsSearch = {
  search?: string | undefined
  tenant?: string | undefined
  create?: true | undefined
}
export const applicationsSearch = ({ search, tenant, create, ...rest }: Given): ApplicationsSearch => ({
  search: text(search)?.slice(0, 100),
  tenant: named(tenant),
  create: yes(create),
  ...tablesSearch(rest),
})

export const applicationsAt = address('/applications', {
  search: applicationsSearch,
  examples: [
    '/applications',
    '/applications?search=shop&tenant=retail',
    '/applications?search=%2242%22',
    '/applications?create=true',
  ],
})
const applications = route({
  address: applicationsAt,
  load: (queries, { search: { search, tenant } }) =>
    Promise.all([
      queries.ensureInfiniteQueryData(applicationsQuery({ search, tenant })),
      queries.ensureQueryData(tenantsQuery),
    ]),
  crumb: (words) => words.applications.title,
  sideMenu: { icon: 'applications', place: 'main' },
  palette: {
    useFound: (text) =>
      useFoundApplications(text).map(({ name, tenant }) => ({
        key: `app/${name}`,
        say: name,
        detail: tenant,
        does: applicationAt({ name }),
      })),
    actions: ({ words }) => [
      { key: 'create', say: words.applications.create, does: applicationsAt({ create: true }) },
    ],
  },
  staleOn: {
    application: () => [['applications'], ['tenants']],
    run: () => [['applications']],
    pods: () => [['applications']],
  },
  page: async () => (await import('./list.tsx')).ApplicationsPage,
})

export type ApplicationSearch = {
  /** Only the pods of this environment. */
  pods?: EnvironmentName | undefined
}
const applicationSearch = ({ pods, ...rest }: Given): ApplicationSearch => ({
  pods: oneOf(environmentNames, pods),
  ...tablesSearch(rest),
})

export const applicationAt = address('/applications/$name', {
  search: applicationSearch,
  examples: ['/applications/hello', '/applications/hello?pods=uat'],
})
const application = route({
  address: applicationAt,
  load: (queries, { params: { name } }) =>
    Promise.all([
      queries.ensureQueryData(applicationQuery(name)),
      queries.ensureQueryData(podsQuery(name)),
      queries.ensureQueryData(releasesQuery(name)),
      queries.ensureQueryData(deploymentsQuery(name)),
      queries.ensureInfiniteQueryData(runsQuery({ application: name }, 8)),
      queries.ensureInfiniteQueryData(eventsQuery(name, 10)),
    ]),
  crumb: (_, { name }) => name,
  staleOn: {
    application: ({ application }) => [
      ['application', application],
      ['releases', application],
    ],
    run: ({ application }) => [
      ['application', application],
      ['releases', application],
      ['deployments', application],
      ['runs'],
    ],
    pods: ({ application }) => [
      ['application', application],
      ['pods', application],
    ],
    event: () => [['events']],
  },
  page: async () => (await import('./page.tsx')).ApplicationPage,
})

export const applicationRoutes = [applications, application]
