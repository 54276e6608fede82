/** `opads app logs` */
import { flag, optional, text, whole, withDefault } from '@opads/command/field'
import { writeText } from '../text-stream.ts'
import { verb } from '../verb.ts'
import { applicationWord, envOption } from './fields.ts'

export const logs = verb({
  name: 'logs',
  say: 'What the pods of an application write',
  words: { application: applicationWord },
  options: {
    env: envOption,
    follow: flag('stay, and show what comes; Ctrl-C ends it', 'f'),
    tail: withDefault(whole('N', 'lines of the past', 0, 10_000), 200),
    pod: optional(text('NAME', 'only of this pod')),
    previous: flag('of the container before its last restart'),
  },
  output: 'stream',
  notes: ['With --json: one object per line of the log.'],
  examples: ['app logs shop -f', 'app logs shop --env prod --tail 1000 --previous'],
  run: async ({ application, env, follow, tail, pod, previous }, tools) => {
    const { text: read } = await tools.session()
    return writeText(
      read(
        'GET /api/v1/applications/:name/environments/:environment/logs',
        { name: application, environment: env },
        { follow, tail, pod, previous },
      ),
      tools,
    )
  },
})
