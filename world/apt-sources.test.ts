import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  archivesOf,
  complaintOf,
  isGone,
  mirrorsIn,
  parseTargets,
  placesOf,
  sourcesText,
} from './apt-sources.ts'

const none = '$(ORIGIN)' // how apt prints a field without value
type Row = readonly [uri: string, release: string, origin?: string, entry?: string, component?: string]
const rows = (...all: readonly Row[]) =>
  parseTargets(
    all
      .map(([uri, release, origin = none, entry = '/etc/apt/sources.list:1', component = 'main']) =>
        [uri, release, component, origin, entry].join('\t'),
      )
      .join('\n'),
  )
/** Debian's own servers. */
const own = ['deb', 'debian', 'org'].join('.')
const uris = (...all: readonly Row[]) => {
  const { main, security } = archivesOf(rows(...all), () => '')
  return { main: main.map(({ uri }) => uri), security: security.map(({ uri }) => uri) }
}

test('a plain machine: its mirror and its security archive, for another suite too', () => {
  const found = archivesOf(
    rows(
      [`http://${own}/debian/`, 'bookworm', 'Debian'],
      [`http://${own}/debian/`, 'bookworm-updates', 'Debian'],
      [`http://${own}/debian-security`, 'bookworm-security', 'Debian'],
    ),
    () => '',
  )
  const text = sourcesText('trixie', found)
  assert.match(text, /URIs: http:\/\/deb\.debian\.\w+\/debian\/\nSuites: trixie trixie-updates\n/)
  assert.match(text, /URIs: http:\/\/deb\.debian\.org\/debian-security\/\nSuites: trixie-security\n/)
  assert.equal(found.security[0]?.isDerived, undefined)
})

test('others that use the names of Debian’s suites are not Debian, with and without fetched lists', () => {
  const docker = ['https://apt.releases.example.com/', 'bookworm'] as const
  assert.deepEqual(
    uris([...docker, 'Example'], ['http://nexus.corp/repository/apt/', 'bookworm', 'Debian']).main,
    ['http://nexus.corp/repository/apt/'],
  )
  assert.deepEqual(uris(docker, ['http://mirror.corp/debian/', 'bookworm']).main, [
    'http://mirror.corp/debian/',
  ])
  const theirs = ['https://apt.example.com/debian/', 'bookworm'] as const // printed twice: as fetched, and as listed
  assert.deepEqual(uris([...theirs, 'Example'], theirs, ['http://mirror.corp/debian/', 'bookworm']).main, [
    'http://mirror.corp/debian/',
  ])
  assert.deepEqual(uris(['http://mirror.corp/apt/', 'bookworm']).main, ['http://mirror.corp/apt/'])
  assert.deepEqual(
    uris(
      ['http://mirror.corp/debian/', 'cloud-sdk-bookworm'],
      ['cdrom:[Debian GNU/Linux 12]/', 'bookworm'],
      ['http://mirror.corp/debian/', 'bookworm', none, '', 'contrib'],
    ).main,
    [],
  )
})

test('a security archive that is not named is derived where that can be', () => {
  for (const [main, security] of [
    ['http://ftp.de.debian.org/debian/', [`http://${own}/debian-security/`]],
    [`https://${own}/debian/`, [`https://${own}/debian-security/`]],
    ['http://mirror.corp/debian/', ['http://mirror.corp/debian-security/']],
    [`http://proxy:3142/${own}/debian/`, [`http://proxy:3142/${own}/debian-security/`]],
    ['mirror+file:/etc/apt/mirrors/debian.list/', ['mirror+file:/etc/apt/mirrors/debian-security.list/']],
    ['http://nexus.corp/repository/debian-proxy/', []],
  ] as const)
    assert.deepEqual(uris([main, 'bookworm']).security, security, main)
  assert.deepEqual(uris(['http://a/debian/', 'trixie'], ['http://b/s/debian/', 'bookworm/updates']), {
    main: ['http://a/debian/'],
    security: ['http://b/s/debian/'],
  })
})

test('keys and dates of a source go with it, what turns signatures off does not', () => {
  const files = {
    '/etc/apt/sources.list': 'deb-src http://x bookworm main\ndeb [arch=amd64 signed-by=/k.gpg,/l.gpg trusted=yes] http://x/debian bookworm main\n',
    '/etc/apt/sources.list.d/a.sources': '# Types: deb\n\nTypes: deb\nURIs: http://y\n\n\nTypes: deb\n# why\nURIs: http://x/debian\nTrusted: yes\nSigned-By:\n -----BEGIN\n .\n abc\n -----END\nCheck-Valid-Until: no\n',
  } // biome-ignore format: lists
  const options = (entry: string) =>
    archivesOf(
      rows(['http://x/debian/', 'bookworm', none, entry]),
      (file) => files[file as keyof typeof files],
    ).main[0]?.options
  assert.deepEqual(options('/etc/apt/sources.list:2'), ['signed-by: /k.gpg /l.gpg'])
  assert.deepEqual(options('/etc/apt/sources.list.d/a.sources:2'), [
    'Signed-By:\n -----BEGIN\n .\n abc\n -----END',
    'Check-Valid-Until: no',
  ])
})

test('a package of the security archive is looked for where a point release takes it, too', () => {
  const found = archivesOf(
    rows(
      ['http://a/debian/', 'bookworm'],
      ['http://b/debian/', 'bookworm'],
      ['http://a/debian-security/', 'bookworm-security'],
    ),
    () => '',
  )
  const addresses = (path: string) => placesOf(path, found).map(({ uri }) => uri)
  assert.deepEqual(addresses('pool/updates/main/o/x.deb'), [
    'http://a/debian-security/pool/updates/main/o/x.deb',
    'http://a/debian/pool/main/o/x.deb',
    'http://b/debian/pool/main/o/x.deb',
  ])
  assert.deepEqual(addresses('pool/main/o/x.deb'), [
    'http://a/debian/pool/main/o/x.deb',
    'http://b/debian/pool/main/o/x.deb',
  ])
})

test('a list of mirrors is read as apt reads it', () => {
  assert.deepEqual(mirrorsIn('# ours\nhttp://a/debian\tpriority:1\n\n http://b/debian/\n'), [
    'http://a/debian/',
    'http://b/debian/',
  ])
})

test('what the fetcher says of an address is found by the name of its file, also where it was sent on', () => {
  const said = [
    'E: Failed to fetch https://cdn.example/debian/pool/main/o/one_1%3a2+b1_all.deb  404  Not Found [IP: 198.18.0.1 443]',
    "E: Failed to fetch http://mirror.example/debian/pool/main/t/two_1_all.deb  Could not resolve 'mirror.example'",
    'E: Download Failed',
  ].join('\n')
  const of = (name: string) => complaintOf(said, `http://user:word@mirror.example/debian/pool/main/${name}`)
  assert.match(of('o/one_1:2+b1_all.deb'), /^404 {2}Not Found/)
  assert.match(of('t/two_1_all.deb'), /^Could not resolve/)
  assert.equal(of('n/none_1_all.deb'), 'Download Failed')
})

test('a package is gone when every mirror of the machine says so; one that was guessed does not count', () => {
  const at = (isDerived: boolean, why: string) => ({ isDerived, why })
  assert.equal(isGone([at(false, '404  Not Found')]), true)
  assert.equal(isGone([at(false, '404  Not Found'), at(false, 'Connection timed out')]), false)
  assert.equal(
    isGone([at(true, 'Connection timed out'), at(false, 'File not found - /a (2: No such file)')]),
    true,
  )
  assert.equal(isGone([at(true, '404  Not Found')]), false)
  assert.equal(isGone([]), false)
})
