/** A commit as it is shown everywhere: short, and long enough to be found again. Pure. */
export const shortCommit = (commit: string): string => commit.slice(0, 8)
