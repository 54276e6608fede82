/** Parses references of images. Pure. */
import { invalidInput } from '@opads/kernel/invalid-input'

export type Reference = {
  /** `host:port` */
  readonly registry: string
  readonly repository: string
  /** A tag, or `sha256:…`. */
  readonly version: string
}
const part = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*'
const pattern = new RegExp(
  `^((?:[\\w.-]+(?::\\d+)|[\\w-]+(?:\\.[\\w-]+)+|localhost)/)?(${part}(?:/${part})*)(?::(\\w[\\w.-]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?$`,
)

/** `registry.opads.internal:10500/opads/etcd:3.7.3`, also with a digest instead of the tag or after it. @throws Problem `input.invalid` */
export function splitReference(text: string): Reference {
  const [, registry = '', repository, tag, digest] = pattern.exec(text) ?? []
  if (repository === undefined)
    throw invalidInput('a reference of an image', [
      { path: text, message: 'takes HOST:PORT/REPOSITORY:TAG or HOST:PORT/REPOSITORY@DIGEST' },
    ])
  return { registry: registry.slice(0, -1), repository, version: digest ?? tag ?? 'latest' }
}
