/** `opads app`: applications, from creating them to production. */
import { build } from '../app/build.ts'
import { configList, configSet, configUnset, secretList, secretSet, secretUnset } from '../app/config.ts'
import { create } from '../app/create.ts'
import { remove } from '../app/delete.ts'
import { deploy, rollback, scale } from '../app/deploy.ts'
import { list } from '../app/list.ts'
import { logs } from '../app/logs.ts'
import { open } from '../app/open.ts'
import { show } from '../app/show.ts'
import { runNoun } from '../run-noun.ts'
import type { Noun } from '../verb.ts'

export const noun: Noun = {
  name: 'app',
  say: 'Applications: create, build, deploy, configure, look',
  isRemote: true,
  verbs: [
    list, show, create, build, deploy, rollback, scale, logs, open,
    configList, configSet, configUnset, secretList, secretSet, secretUnset, remove,
  ], // biome-ignore format: in the order of use
}
export const run = runNoun(noun)
