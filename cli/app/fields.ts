/** Words and options that verbs of `app` share. Pure. */
import { choice, flag, text, withDefault } from '@opads/command/field'

export const environments = ['sit', 'uat', 'prod'] as const
export const applicationWord = text('APPLICATION', 'name of the application', 'application')
export const envOption = withDefault(choice(environments, 'which environment'), 'sit')
export const waitOption = flag('stay until it has ended, and end with its outcome')
