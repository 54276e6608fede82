/** What runs say; of each kind what it says itself. */
import { kindWords } from '@opads/pluto/run/kinds/kinds'

export const en = {
  runs: {
    active: (count: number) => `${count} active`,
    waiting: (count: number) => `${count} to approve`,
    title: 'Runs',
    run: 'Run',
    what: 'What',
    state: 'State',
    where: 'Application',
    by: 'By',
    decidedBy: 'Decided by',
    began: 'Began',
    took: 'Took',
    kinds: kindWords('en'),
    states: {
      waiting: 'Waits for approval',
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
    approve: 'Approve',
    refuse: 'Refuse',
    because: 'Why is it refused?',
    follow: 'See the run',
  },
}
