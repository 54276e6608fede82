/** Planted secrets, and where they are found again: whole or in part, in each form that a program may give a text. Pure. */
import { createHash, randomBytes } from 'node:crypto'

/** A secret that no encoding leaves as it is; its last word is found also where the rest was cut off. */
export const canary = (what: string): string =>
  `${what} "\\/+%&<密> ${randomBytes(15).toString('base64url').replaceAll(/\W|_/g, 'x')}`

const json = (text: string) => JSON.stringify(text).slice(1, -1)

/** A text inside a longer one that is base64 as a whole begins at one of three places in a group; the edges are shared, so left off. */
const base64 = (bytes: Buffer): string[] =>
  [0, 1, 2].flatMap((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes])
    const part = whole
      .toString('base64')
      .slice(Math.ceil((before * 8) / 6), Math.floor((whole.length * 8) / 6))
    return [part, part.replaceAll('+', '-').replaceAll('/', '_')]
  })

/** Form → how the secret looks in it. */
function formsOf(secret: string): Readonly<Record<string, readonly string[]>> {
  const bytes = Buffer.from(secret)
  return {
    plain: [secret],
    part: secret
      .split(' ')
      .slice(1)
      .filter((word) => word.length > 14),
    JSON: [json(secret), json(json(secret))],
    URL: [encodeURIComponent(secret), new URLSearchParams([['', secret]]).toString().slice(1)],
    base64: base64(bytes),
    hex: [bytes.toString('hex')],
    digest: [createHash('sha256').update(bytes).digest('hex')],
  }
}

export function canaries() {
  const planted = new Map<string, readonly (readonly [form: string, text: string])[]>()
  return {
    /** @returns the secret. @throws Error when it is too short to be found only where it is */
    plant: (name: string, secret: string): string => {
      if (secret.length < 11) throw new Error(`${name} is too short to be a canary`)
      const forms = Object.entries(formsOf(secret)).flatMap(([form, texts]) =>
        texts.map((text) => [form, text] as const),
      )
      planted.set(name, forms)
      return secret
    },
    /** Name and form of each secret in the text, such as `password of mei as base64`. */
    in: (text: string): readonly string[] =>
      [...planted].flatMap(([name, forms]) => {
        const found = forms.find(([, one]) => text.includes(one))
        return found ? [`${name} as ${found[0]}`] : []
      }),
  }
}
