/** `opads app delete` */

import { closing } from '@opads/command/closing'
import { counted } from '@opads/command/page'
import { demandSure, sureOptions } from '@opads/command/sure'
import type { Application } from '../api-types.ts'
import { verb } from '../verb.ts'
import { applicationWord } from './fields.ts'

export const remove = verb({
  name: 'delete',
  say: 'Delete an application with all that it has',
  words: { application: applicationWord },
  options: sureOptions,
  isWrite: true,
  examples: ['app delete shop --dry-run', 'app delete shop --yes'],
  run: async ({ application: name, yes }, tools) => {
    const { api } = await tools.session()
    const what = belongings(await api('GET /api/v1/applications/:name', { params: { name } }))
    demandSure(yes || tools.isDryRun, `opads app delete ${name}`, what)
    await api('DELETE /api/v1/applications/:name', { params: { name } })
    return {
      json: { deleted: name },
      text: (page) => closing(page, `${name} is gone.`, ['opads app list']),
      would: () => `Would delete ${what}.`,
    }
  },
})

/** "shop of tenant payments with its git repository, releases, variables and 2 pods in sit". Pure. */
function belongings({ name, tenant, environments }: Application): string {
  const live = environments
    .filter(({ podsWanted }) => podsWanted > 0)
    .map((one) => `${counted(one.podsWanted, 'pod')} in ${one.name}`)
  const things = ['its git repository', 'releases', 'variables', ...live]
  return `${name} of tenant ${tenant} with ${things.slice(0, -1).join(', ')} and ${things.at(-1)}`
}
