/**
 * The environment of git for the sample's push. CA and token are variables, because argv is visible to others. The operator's own
 * settings (proxy, signatures, hooks) do not apply. Pure.
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
