/** What a cloud may be called. It is the name of its folder, its hosts' containers, its lock and its domain on one machine. Pure. */

/** Beside the folders of clouds; the lab keeps its engine, slots and notes in it. */
export const labFolder = 'lab'

export const cloudNameRule = `takes 1 to 20 of a-z, 0-9 and -, first a letter, last no -, and not ${labFolder}, the folder of all hosts`

export const isCloudName = (text: string): boolean =>
  /^[a-z]([a-z0-9-]{0,18}[a-z0-9])?$/.test(text) && text !== labFolder
