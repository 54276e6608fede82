/** Branches of an application's repository. Pure. */

/** The branch that is built when it is pushed, or when a build names no other; `delivery/hooks/` name it too. */
export const builtBranch = 'main'
export const builtRef: string = `refs/heads/${builtBranch}`

/** `refs/heads/main` → `main`; what is no branch stays as it is. */
export const shortRef = (ref: string): string => ref.replace('refs/heads/', '')
