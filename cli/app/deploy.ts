/** `opads app deploy`, `rollback` and `scale`: which release runs in which environment, with how many pods. */

import { choice, optional, type Reading, shaped, text, whole, withDefault } from '@opads/command/field'
import { counted } from '@opads/command/page'
import { Problem } from '@opads/kernel/problem'
import type { Api, EnvironmentName } from '../api-types.ts'
import { verb } from '../verb.ts'
import { environmentOf } from './environment.ts'
import { applicationWord, environments, envOption, waitOption } from './fields.ts'
import { earlierRelease, restored } from './rollback.ts'
import { started } from './started.ts'

const readRelease = (given: string): Reading<number | 'latest'> =>
  given === 'latest'
    ? { value: 'latest' }
    : /^[1-9]\d{0,8}$/.test(given)
      ? { value: Number(given) }
      : { fault: `takes a number or latest, not "${given}"` }

export const deploy = verb({
  name: 'deploy',
  say: 'Deploy a release to an environment',
  isWrite: true,
  words: { application: applicationWord },
  options: {
    to: withDefault(choice(environments, 'the environment'), 'sit'),
    release: withDefault(shaped<number | 'latest'>(text('N|latest', 'which release'), readRelease), 'latest'),
    wait: waitOption,
  },
  notes: [
    "The release runs with today's variables, secrets and number of pods.",
    'The version before goes on serving until the new one is ready; where it does not become ready, it stays, with what it ran with.',
  ],
  examples: ['app deploy shop --to sit --release latest --wait', 'app deploy shop --to prod --release 7'],
  run: async ({ application, to, release, wait }, tools) => {
    const session = await tools.session()
    const number = release === 'latest' ? await latestRelease(session.api, application) : release
    const { run } = await session.api('POST /api/v1/applications/:name/deployments', {
      params: { name: application },
      body: { environment: to, release: number },
    })
    const does = `deploys release ${number} of ${application} to ${to}`
    const would = () => plan(session.api, application, to, number)
    return started({ run, application, wait, does, kept: '', would }, session, tools)
  },
})

export const rollback = verb({
  name: 'rollback',
  say: 'Go back to the release that ran well before, as it ran',
  isWrite: true,
  words: { application: applicationWord },
  options: {
    env: envOption,
    release: optional(whole('N', 'this one instead', 1, 999_999_999)),
    wait: waitOption,
  },
  notes: [
    "The variables, secrets and number of pods that it last ran with become today's; which differ is said.",
    "To take an earlier release with today's variables, deploy it: opads app deploy NAME --release N.",
  ],
  examples: ['app rollback shop --env prod --wait', 'app rollback shop --dry-run'],
  run: async ({ application, env, release, wait }, tools) => {
    const session = await tools.session()
    const number = release ?? (await earlierRelease(session.api, application, env))
    const { run, restores } = await session.api('POST /api/v1/applications/:name/deployments', {
      params: { name: application },
      body: { environment: env, release: number, asItRan: true },
    })
    const differs = restored(restores)
    const would = async () => {
      const { sentence, json } = await plan(session.api, application, env, number)
      return { sentence: `${sentence}\n${differs}`, json: { ...json, restores } }
    }
    const does = `takes ${application} in ${env} back to release ${number}`
    return started({ run, application, wait, does, kept: '', more: differs, would }, session, tools)
  },
})

export const scale = verb({
  name: 'scale',
  say: 'Set the number of pods; 0 stops it',
  isWrite: true,
  words: { application: applicationWord, pods: whole('PODS', '0 to 100', 0, 100) },
  options: { env: envOption, wait: waitOption },
  examples: ['app scale shop 3 --env prod'],
  run: async ({ application, pods, env, wait }, tools) => {
    const session = await tools.session()
    const would = async () => {
      const { podsWanted } = await environmentOf(session.api, application, env)
      const sentence =
        podsWanted === pods
          ? `${application} in ${env} stays at ${counted(pods, 'pod')}.`
          : `${application} in ${env}: ${podsWanted} → ${counted(pods, 'pod')}.`
      return { sentence, json: { from: podsWanted, to: pods } }
    }
    const { run } = await session.api('PUT /api/v1/applications/:name/environments/:environment/scale', {
      params: { name: application, environment: env },
      body: { replicas: pods },
    })
    const does = `brings ${application} in ${env} to ${counted(pods, 'pod')}`
    const kept = `Kept: ${counted(pods, 'pod')} from the first deployment of ${application} to ${env} on.`
    return started({ run, application, wait, does, kept, would }, session, tools)
  },
})

async function plan(api: Api, application: string, to: EnvironmentName, number: number) {
  const { release, podsWanted } = await environmentOf(api, application, to)
  const sentence =
    release === null
      ? `${application} in ${to}: nothing runs there yet; release ${number} would be the first.`
      : release === number
        ? `Release ${number} of ${application} runs in ${to} already; its pods would be made anew.`
        : `${application} in ${to}: release ${release} → ${number}, ${counted(podsWanted, 'pod')}.`
  return { sentence, json: { environment: to, from: release, to: number } }
}

async function latestRelease(api: Api, application: string): Promise<number> {
  const { items } = await api('GET /api/v1/applications/:name/releases', {
    params: { name: application },
    query: { limit: 1 },
  })
  if (!items[0]) throw new Problem('release.none', { application })
  return items[0].number
}
