/** Which names a cloud may have. Its folder, its hosts' containers, its lock file and its domain are named after it. Pure. */

/** A folder beside those of the clouds: the lab keeps its container engine, address slots and notes in it. */
export const labFolder = 'lab'

export const cloudNameRule = `takes 1 to 20 of a-z, 0-9 and -, first a letter, last no -, and not ${labFolder}, the folder of all hosts`

export const isCloudName = (text: string): boolean =>
  /^[a-z]([a-z0-9-]{0,18}[a-z0-9])?$/.test(text) && text !== labFolder
