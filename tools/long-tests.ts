/**
 * Values of the option `skip` of tests that take minutes. `./opads test` says by the environment what is left out; whoever runs a file
 * alone, by `node --test`, runs what is left out for want of a change.
 */
import { reach, type Subject, subjects } from './subject.ts'

/** @param why such as "writes 10 GiB" */
export const onlyWithAll = (why: string): string | false =>
  process.env.OPADS_ALL === undefined && `${why}: runs with --all`

/** Names of what has not changed, with spaces between them. */
export const unchangedVariable = 'OPADS_UNCHANGED'

export const onlyWhenChanged = (subject: Subject): string | false =>
  (process.env[unchangedVariable] ?? '').split(' ').includes(subject) &&
  `no change of ${subjects[subject].say} on this branch or in the last ${reach} commits: runs with --all`
