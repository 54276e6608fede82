/** Which Debian archives this machine's apt sources name, and the sources for another suite made from them. Pure. */

/**
 * `uri`: as in the machine's list, with a slash at its end. `options`: its deb822 lines, such as `Signed-By`.
 * `isDerived`: not in the machine's lists; guessed from an archive that is.
 */
export type Archive = {
  readonly uri: string
  readonly options: readonly string[]
  readonly isDerived?: boolean
}
/** In the order of the machine's lists. */
export type Archives = { readonly main: readonly Archive[]; readonly security: readonly Archive[] }

/** A row of `apt-get indextargets`. `origin`: from the Release file, once that was fetched. `entry`: `FILE:NUMBER`. */
type IndexTarget = {
  readonly uri: string
  readonly release: string
  readonly component: string
  readonly origin?: string
  readonly entry: string
}
/** The same format for one-line and deb822 lists. */
export const targetFormat = [
  'REPO_URI',
  'RELEASE',
  'COMPONENT',
  'ORIGIN',
  'SOURCESENTRY',
].map((field) => `$(${field})`).join('\t') // biome-ignore format: a list of names

export function parseTargets(text: string): readonly IndexTarget[] {
  return text.split('\n').flatMap((row) => {
    const [uri, release, component, origin, entry] = row.split('\t')
    if (!uri || !release || component === undefined || entry === undefined) return []
    const known = origin && !origin.startsWith('$(') ? { origin } : {} // apt prints the placeholder of a field without value
    return [{ uri: uri.endsWith('/') ? uri : `${uri}/`, release, component, entry, ...known }]
  })
}

const ours = /^(stretch|buster|bullseye|bookworm|trixie|forky|duke|(old)*stable|testing|unstable|sid)/
const isSecurity = ({ release }: IndexTarget) => /(-security|\/updates)$/.test(release)

/**
 * Finds Debian's archives: by the origin in the Release file, or by the address where none was fetched yet. The address alone is not
 * enough, since a company's mirror may have any address, and other distributions use the names of Debian's suites.
 *
 * @param read returns the content of an apt list
 */
export function archivesOf(targets: readonly IndexTarget[], read: (file: string) => string): Archives {
  const place = ({ uri, release }: IndexTarget) => `${uri} ${release}`
  const fetched = new Set(targets.filter(({ origin }) => origin).map(place))
  const all = targets.filter((one) => one.origin || !fetched.has(place(one)))
  const named = all.filter(
    ({ uri, release, component }) => ours.test(release) && component === 'main' && !uri.startsWith('cdrom:'),
  )
  const certain = named.filter(({ origin, uri }) => (origin ? origin === 'Debian' : /debian/i.test(uri)))
  const debian = certain.length > 0 ? certain : named.filter(({ origin }) => origin === undefined)
  const distinct = (some: readonly IndexTarget[]): readonly Archive[] =>
    [...new Map(some.map((one) => [one.uri, one])).values()].map(({ uri, entry }) => ({
      uri,
      options: optionsOf(entry, read),
    }))
  const main = distinct(
    debian.filter((one) => !isSecurity(one) && !/-(backports|proposed)/.test(one.release)),
  )
  const security = distinct(debian.filter(isSecurity))
  return { main, security: security.length > 0 ? security : main.flatMap(derivedSecurity) }
}

/**
 * Guesses the security archive of a machine that names none: Debian's own hosts serve it at `/debian-security`, and mirrors of both have
 * it beside `/debian`, as do the lists of cloud images (`debian.list`, `debian-security.list`).
 */
function derivedSecurity({ uri, options }: Archive): readonly Archive[] {
  const host = /^(https?):\/\/[\w.-]*\b(debian\.org)\/debian\/$/.exec(uri)
  const derived = host
    ? `${host[1]}://deb.${host[2]}/debian-security/`
    : uri.replace(/\/debian((\.list)?\/)$/, '/debian-security$1')
  return derived === uri ? [] : [{ uri: derived, options, isDerived: true }]
}

/** Options of a source that are kept: not `Trusted` and `Allow-…`, since archives without a valid signature are always refused. */
const kept = /^(signed-by|check-valid-until|check-date|by-hash)$/i

/** @param entry `FILE:NUMBER`: the line of a one-line list, the stanza of a deb822 file */
function optionsOf(entry: string, read: (file: string) => string): readonly string[] {
  const [, file = '', number = ''] = /^(.*):(\d+)$/.exec(entry) ?? []
  const text = read(file)
  if (!file.endsWith('.sources')) {
    const words = /\[([^\]]*)\]/.exec(text.split('\n')[Number(number) - 1] ?? '')?.[1] ?? ''
    return words
      .split(/\s+/)
      .map((word) => word.split('=') as [string, string?])
      .filter(([name, value]) => kept.test(name) && value)
      .map(([name, value]) => `${name}: ${value!.replaceAll(',', ' ')}`)
  }
  const stanzas = text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .split(/\n(?:[ \t]*\n)+/)
    .filter((one) => one.trim() !== '')
  const fields = (stanzas[Number(number) - 1] ?? '').split(/\n(?=\S)/)
  return fields.filter((field) => kept.test(field.split(':')[0]!.trim())).map((field) => field.trimEnd())
}

/** The apt sources of another root, in deb822: a suite, its updates and its security fixes. */
export function sourcesText(suite: string, { main, security }: Archives): string {
  const stanza = (suites: string) => (archive: Archive) =>
    [
      'Types: deb',
      `URIs: ${archive.uri}`,
      `Suites: ${suites}`,
      'Components: main',
      'Architectures: amd64',
      ...archive.options,
      '',
    ].join('\n')
  return [
    ...main.map(stanza(`${suite} ${suite}-updates`)),
    ...security.map(stanza(`${suite}-security`)),
  ].join('\n')
}

type Place = { readonly uri: string; readonly isDerived: boolean }

/** URLs at which a package may be found, by its path: a point release moves packages from the security archive into the main one. */
export function placesOf(path: string, { main, security }: Archives): readonly Place[] {
  const own = path.startsWith('pool/updates/')
  const inMain = path.replace(/^pool\/updates\//, 'pool/')
  return [
    ...(own ? security.map(({ uri, isDerived = false }) => ({ uri: `${uri}${path}`, isDerived })) : []),
    ...main.map(({ uri }) => ({ uri: `${uri}${inMain}`, isDerived: false })),
  ]
}

/** Addresses in a list of apt's `mirror` method: one per line, with options after a tab. */
export const mirrorsIn = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim().split(/\s/)[0]!)
    .filter((uri) => uri !== '' && !uri.startsWith('#'))
    .map((uri) => (uri.endsWith('/') ? uri : `${uri}/`))

/** What a place answered instead of the file. */
export type Answer = { readonly isDerived: boolean; readonly why: string }

/** Whether every archive of the machine answered that it does not have the file; object stores answer 403 for a missing object. */
export const isGone = (answers: readonly Answer[]): boolean => {
  const certain = answers.filter(({ isDerived }) => !isDerived)
  return certain.length > 0 && certain.every(({ why }) => isAbsence.test(why))
}
export const isAbsence = /^(403|404|410) |^File not found/

/**
 * The fetcher's error for one address; its last error where none is about it. The fetcher names the address to which it was redirected,
 * without the account, so only the name of the file is compared.
 */
export function complaintOf(complaints: string, address: string): string {
  const failed = complaints.split('\n').filter((line) => line.startsWith('E: '))
  const nameOf = (uri: string) => {
    const name = uri.slice(uri.lastIndexOf('/') + 1)
    return URL.canParse(uri) && !/%(?![0-9a-f]{2})/i.test(name) ? decodeURIComponent(name) : name
  }
  const found = failed
    .map((line) => /^E: Failed to fetch (\S+) {2}(.*)$/.exec(line))
    .find((match) => match !== null && nameOf(match[1]!) === nameOf(address))
  return (found?.[2] ?? failed.at(-1)?.slice(3) ?? complaints).slice(0, 400)
}
