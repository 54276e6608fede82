/** The lock files of Debian packages in the checkout: for images here, for hosts and for what compiles C code in the rooms of those. */
import { compilerLockFile, compilerSuite, compilerWords } from '@opads/artifacts/contract'
import { hostLockFile, hostSuite, hostWords } from '@opads/lab/contract'
import { baseWords } from './debian.ts'
import { definitions } from './definitions.ts'

export const imageLockFile = 'images/debian/trixie.lock'

/** What each file has to hold: the words of its sets, the base first. */
export const lockFiles: readonly {
  readonly file: string
  readonly suite: string
  readonly sets: readonly (readonly string[])[]
}[] = [
  { file: imageLockFile, suite: 'trixie', sets: [baseWords, ...layerWords()] },
  { file: hostLockFile, suite: hostSuite, sets: [hostWords] },
  { file: compilerLockFile, suite: compilerSuite, sets: [compilerWords] },
]

/** Each layer once, whichever definitions name it. */
function layerWords(): readonly (readonly string[])[] {
  const all = definitions
    .flatMap(({ layers }) => layers)
    .flatMap((layer) => ('debian' in layer && layer.debian.length > 0 ? [layer.debian] : []))
  return [...new Map(all.map((words) => [words.toSorted().join(' '), words])).values()]
}
