/** `opads logout` */
import { closing } from '@opads/command/closing'
import { flag } from '@opads/command/field'
import { cloudOption } from '@opads/command/verb'
import { signedOut, unknownCloud, withoutCloud } from '../clouds.ts'
import { runNoun } from '../run-noun.ts'
import { type Noun, verb } from '../verb.ts'
import { cloudMeant } from '../which-cloud.ts'

const logout = verb({
  name: '',
  say: 'Sign out of a cloud: its session ends there and here',
  isWrite: true,
  options: {
    cloud: cloudOption,
    forget: flag('forget its address and CA too'),
  },
  examples: ['logout', 'logout --cloud main --forget'],
  run: async ({ cloud, forget }, tools) => {
    const known = await tools.clouds.read()
    const name = cloudMeant({ named: cloud, last: known.last, choices: Object.keys(known.clouds) })
    const here = name === undefined ? undefined : known.clouds[name]
    if (name === undefined || !here) {
      if (cloud !== undefined) throw unknownCloud(known, cloud)
      const nobody = 'Nobody is signed in here: nothing to do.'
      return { json: { cloud: null }, text: () => `${nobody}\n`, would: () => nobody }
    }
    const would = () => `Would sign out of ${name}${forget ? ', and forget its address and CA' : ''}.`
    if (tools.isDryRun) return { json: {}, text: would, would }
    const ended = here.token === undefined ? true : await endThere(name, { ...here, token: here.token })
    await tools.clouds.write(forget ? withoutCloud(known, name) : signedOut(known, name))
    const sentence = ended
      ? `Signed out of ${name}.`
      : `Signed out of ${name} here. It did not answer: the session ends there by itself within a day.`
    return {
      json: { cloud: name, ended },
      text: (page) => closing(page, sentence, [`opads login --cloud ${name}`]),
      would,
    }

    /** A cloud that does not answer must not prevent signing out here. */
    async function endThere(
      at: string,
      reach: { server: string; ca: string; token: string },
    ): Promise<boolean> {
      const { api } = await tools.visit(at, reach)
      return api('DELETE /api/v1/sessions').then(
        () => true,
        (thrown: unknown) => thrown instanceof Error && thrown.name === 'Refused',
      )
    }
  },
})

export const noun: Noun = { name: 'logout', say: 'Sign out of a cloud', isRemote: false, verbs: [logout] }
export const run = runNoun(noun)
