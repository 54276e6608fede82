/** Branches and other refs of an application's repository. Pure. */

/** The branch that is built when it is pushed, or when a build names no other; `delivery/hooks/` name it too. */
export const builtBranch = 'main'
export const builtRef: string = `refs/heads/${builtBranch}`

/** Names a branch, tag or commit: what git allows in names of refs, but none of its options and expressions (`main~2`, `a..b`). */
export const refPattern: RegExp = /^(?!-)(?:(?!\.\.|@\{)[^ \p{Cc}:^~?*[\\]){1,200}$/u

/** `refs/heads/main` → `main`; what is no branch stays as it is. */
export const shortRef = (ref: string): string => ref.replace('refs/heads/', '')
