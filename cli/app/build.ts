/** `opads app build` */
import { shortened, text, withDefault } from '@opads/command/field'
import { builtBranch } from '@opads/kernel/branch'
import { verb } from '../verb.ts'
import { applicationWord, waitOption } from './fields.ts'
import { started } from './started.ts'

export const build = verb({
  name: 'build',
  say: 'Build a branch, tag or commit; a push does the same',
  isWrite: true,
  words: { application: applicationWord },
  options: {
    ref: withDefault(shortened(text('REF', 'branch, tag or commit'), 'r'), builtBranch),
    wait: waitOption,
  },
  examples: ['app build shop', 'app build shop --ref v1.4 --wait'],
  run: async ({ application, ref, wait }, tools) => {
    const session = await tools.session()
    const { run } = await session.api('POST /api/v1/applications/:name/builds', {
      params: { name: application },
      body: { ref },
    })
    const does = `builds ${ref} of ${application}`
    return started(
      {
        run,
        application,
        wait,
        does,
        kept: `${ref} of ${application} is built already`,
        would: () => `Would build ${ref} of ${application}.`,
      },
      session,
      tools,
    )
  },
})
