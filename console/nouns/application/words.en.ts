/** What applications say. */
import { counted } from '../../words/count.ts'

export const en = {
  applications: {
    title: 'Applications',
    search: 'Search by name',
    tenant: 'Tenant',
    all: 'All tenants',
    create: 'Create application…',
    empty: 'An application is a git repository that the cloud builds and runs.',
    noTenant: 'You are in no tenant yet, and an application belongs to one. An administrator can add you.',
    noMatch: (text: string) => `No application has “${text}” in its name.`,
    name: 'Name',
    lastRun: 'Last run',
    createTitle: 'Create an application',
  },
  application: {
    deploy: 'Deploy…',
    build: 'Build now…',
    delete: 'Delete application…',
    createdBy: (who: string) => `created by ${who}`,
    runsTitle: 'Builds and deploys',
    noRuns: 'Nothing was built yet. Push code, and the build appears here.',
    eventsTitle: 'What happened',
    allRuns: 'All runs',
    allEvents: 'All activity',
    start: 'Nothing was built yet. Push your code to the cloud’s git server:',
    loses:
      'Its pods in every environment, its configuration, releases and git repository will be gone. There is no way back but a clone of the repository that you have.',
  },
  access: {
    whyNot: (tenant: string, environment: string | null, command: string) =>
      `Your role in ${tenant} does not allow this${environment === null ? '' : ` in ${environment}`}. Which role does, and who can grant it: ${command}`,
  },
  attention: {
    crashing: (count: number, where: string) =>
      `${counted(count, 'pod')} in ${where} ${count === 1 ? 'crashes' : 'crash'}.`,
    readLog: 'Read the log',
  },
  build: {
    title: (name: string) => `Build ${name}`,
    ref: 'Branch, tag or commit',
    hint: 'What is built becomes a release and is deployed to sit.',
    button: 'Build',
  },
}
