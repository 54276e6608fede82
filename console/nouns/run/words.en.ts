/** What runs say. */
export const en = {
  runs: {
    active: (count: number) => `${count} active`,
    title: 'Runs',
    run: 'Run',
    what: 'What',
    state: 'State',
    where: 'Application',
    by: 'By',
    began: 'Began',
    took: 'Took',
    kinds: { build: 'Build', deploy: 'Deploy' },
    states: {
      queued: 'Queued',
      running: 'Running',
      succeeded: 'Succeeded',
      failed: 'Failed',
      cancelled: 'Cancelled',
    },
    any: 'all',
    empty: 'No run matches. A push makes one.',
    commit: 'Commit',
    release: 'Release',
    builtFrom: 'Built from',
    ledTo: 'Led to',
    attempts: 'Attempts',
    cancel: 'Cancel run',
    again: 'Build again',
    deployAgain: 'Deploy again',
    follow: 'See the run',
    /** Steps that are the cloud's own; others are commands. */
    steps: { build: 'build', fetch: 'fetch', package: 'package', deploy: 'deploy' } as Readonly<
      Record<string, string>
    >,
  },
}
