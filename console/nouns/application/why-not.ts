/** Why the signed-in account may not do an act on an application; `undefined`: it may. Pure. */
import type { Words } from '../../words/words.ts'
import type { EnvironmentName } from '../environment/types.ts'
import type { Application } from './queries.ts'

/** Acts of Pluto's table that the console has buttons for. */
export type ApplicationAct = 'application.build' | 'application.delete' | 'run.cancel' | 'run.decide'
export type EnvironmentAct = 'application.deploy' | 'application.scale' | 'application.config' | 'run.cancel'

export function whyNot(
  words: Words,
  { name, tenant, mayDo, environments }: Application,
  act: ApplicationAct | EnvironmentAct,
  environment?: EnvironmentName | null,
): string | undefined {
  // A run without an environment may be cancelled by those who may build.
  const asked = environment ? act : act === 'run.cancel' ? 'application.build' : act
  const acts = environment ? (environments.find((one) => one.name === environment)?.mayDo ?? []) : mayDo
  if (acts.includes(asked)) return undefined
  const place = environment ? ` --env ${environment}` : ''
  return words.access.whyNot(tenant, environment ?? null, `opads access explain ${act} --app ${name}${place}`)
}
