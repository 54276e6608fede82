/** What a new password must be. Pure. */

export const passwordLength = { least: 12, most: 500 } as const

/** The message with what is wrong with it. */
export function whyNotPassword(
  password: string,
  current: string,
): 'input.password' | 'input.same-password' | undefined {
  if (password.length < passwordLength.least) return 'input.password'
  return password === current ? 'input.same-password' : undefined
}
