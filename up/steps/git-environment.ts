/**
 * git as the sample's push needs it: trust and account by the environment, nothing of it in argv, and nothing of the operator's own
 * settings: a proxy for the outside, signatures and hooks are for his work and not for this. Pure.
 */
import { join } from 'node:path'

/** @param folder of the cloud; `account`: `name:token` */
export const gitEnvironment = (folder: string, account: string) => ({
  GIT_TERMINAL_PROMPT: '0',
  GIT_SSL_CAINFO: join(folder, 'ca.crt'),
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_KEY_0: 'http.extraHeader',
  GIT_CONFIG_VALUE_0: `Authorization: Basic ${Buffer.from(account).toString('base64')}`,
  GIT_AUTHOR_NAME: 'Opads', GIT_AUTHOR_EMAIL: 'samples@opads.invalid', GIT_COMMITTER_NAME: 'Opads', GIT_COMMITTER_EMAIL: 'samples@opads.invalid',
}) // biome-ignore format: a list of names
