/** What the parts of every page say. */
import { counted } from '../words/count.ts'
import { speaker } from '../words/messages.ts'

export const en = {
  /** The name of the other language, in that language. */
  other: '中文',
  /** What the API answers, in words. */
  ...speaker('en'),
  /** A state and its reason. */
  because: (word: string, reason: string) => `${word}: ${reason}`,
  nav: {
    main: 'Main',
    platform: 'Platform',
    account: 'Account',
    more: 'More',
    skip: 'Skip to content',
    search: 'Search or run a command',
    theme: { system: 'Theme: as the system', light: 'Theme: light', dark: 'Theme: dark' },
    notLive: 'Not live, reconnecting',
    home: 'Opads, applications',
  },
  verbs: {
    cancel: 'Cancel',
    close: 'Close',
    columns: 'Choose columns',
    copy: 'Copy',
    copied: 'Copied',
    create: 'Create',
    save: 'Save',
    remove: 'Remove',
    delete: 'Delete',
    again: 'Try again',
    showMore: 'Show more',
    reload: 'Load the page again',
    copyWhat: (what: string) => `Copy ${what}`,
  },
  table: {
    find: 'Search',
    noMatch: (text: string) => `No row has “${text}”.`,
    clear: 'Clear the search',
    pages: 'Pages of the table',
    range: (from: number, to: number, total: number, hasMore: boolean) =>
      `${from.toLocaleString('en')}–${to.toLocaleString('en')} of ${total.toLocaleString('en')}${hasMore ? ' or more' : ''}`,
    previous: 'Previous',
    next: 'Next',
    isFirst: 'This is the first page',
    isLast: 'This is the last page',
    actions: 'Actions',
  },
  problem: {
    next: 'Next',
    request: 'request',
    title: 'This page could not be read',
    notFound: 'There is no page at this address',
    backHome: 'See applications',
  },
  palette: {
    title: 'Search or run a command',
    hint: 'An application, a page or an action',
    none: (text: string) => `Nothing matches “${text}”`,
    pages: 'Pages',
    actions: 'Actions',
    language: 'Use Chinese (中文)',
  },
  stale: {
    readAgain: 'Read again',
    kept: (button: string) =>
      `Read again. What you typed is still here: “${button}” puts it in place of what the others did; “Cancel” shows that first.`,
  },
  remove: {
    title: (what: string) => `Delete ${what}`,
    type: (name: string) => `Type ${name} to go on`,
    wrong: 'The name is not the same yet',
  },
  log: {
    title: 'Log',
    steps: 'Steps',
    follow: 'Follow',
    pause: 'Pause',
    newLines: (count: number) => `${counted(count, 'new line')}`,
    copy: 'Copy log',
    empty: 'No line was written yet.',
    ended: 'The log ends here.',
    dropped: (count: number) =>
      `${counted(count, 'older line')} not shown; the whole log: see the command below.`,
    lines: (count: number) => counted(count, 'line'),
  },
  newName: {
    name: 'Name',
    rule: '1 to 30 of a–z, 0–9 and -, first a letter, last no -.',
  },
}
