/** Becomes another program: same process, same terminal, its exit code, its signals. */

/** @param name what the program finds as its own: one file holds all of Kubernetes, and the name says which of it is meant */
export function passThrough(
  program: string,
  name: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
): never {
  return process.execve!(program, [name, ...words], { ...process.env, ...environment })
}
