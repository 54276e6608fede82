/** Replaces this process by another program (execve), which keeps the terminal and gets signals; its exit code is ours. */

/** @param name argv[0] of the program: one file has all programs of Kubernetes, and this name selects one */
export function passThrough(
  program: string,
  name: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
): never {
  return process.execve!(program, [name, ...words], { ...process.env, ...environment })
}
