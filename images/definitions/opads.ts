/** One image for all our processes; the container's command chooses. git is for the code server. Pure. */
import type { Definition, LayerSource } from '../definition.ts'
import { nodeLayers } from './node.ts'

/** The code server needs only fetch and push: without git's mail, Perl programs and other servers. */
const git: LayerSource = {
  debian: ['git'],
  without: [
    'usr/share/perl',
    'usr/share/perl5',
    'usr/share/gitweb',
    'usr/lib/x86_64-linux-gnu/perl',
    'usr/bin/scalar',
    'usr/lib/git-core/scalar',
    'usr/lib/git-core/git-daemon',
    'usr/lib/git-core/git-http-fetch',
    'usr/lib/git-core/git-http-push',
    'usr/lib/git-core/git-imap-send',
  ],
}

export const opads: Definition = {
  name: 'opads',
  version: 'content',
  layers: [
    ...nodeLayers,
    git,
    { console: 'built' },
    { folders: { 'opads/delivery/hooks': 'delivery/hooks' } },
    {
      bundles: [
        'pluto/main.ts',
        'delivery/main.ts',
        'delivery/fetch-main.ts',
        'images/package-main.ts',
        'gateway/l7/main.ts',
      ],
      rooms: ['kernel', 'world', 'serve', 'images', 'pluto', 'delivery', 'gateway'],
    },
  ],
  config: { entrypoint: ['/usr/local/bin/node'], user: '10001:10001', workingFolder: '/opads' },
}
