/** All lock files of Debian packages in the checkout: of images, of hosts (`lab`) and of the C compiler (`artifacts`). */
import { compilerLockFile, compilerSuite, compilerWords } from '@opads/artifacts/contract'
import { hostLockFile, hostSuite, hostWords } from '@opads/lab/contract'
import { baseWords } from './debian.ts'
import { definitions } from './definitions.ts'

export const imageLockFile = 'images/debian/trixie.lock'

/** What each file must have: the words of its sets, the base first. */
export const lockFiles: readonly {
  readonly file: string
  readonly suite: string
  readonly sets: readonly (readonly string[])[]
}[] = [
  { file: imageLockFile, suite: 'trixie', sets: [baseWords, ...layerWords()] },
  { file: hostLockFile, suite: hostSuite, sets: [hostWords] },
  { file: compilerLockFile, suite: compilerSuite, sets: [compilerWords] },
]

/** The words of each Debian layer, once, even when several definitions have it. */
function layerWords(): readonly (readonly string[])[] {
  const all = definitions
    .flatMap(({ layers }) => layers)
    .flatMap((layer) => ('debian' in layer && layer.debian.length > 0 ? [layer.debian] : []))
  return [...new Map(all.map((words) => [words.toSorted().join(' '), words])).values()]
}
