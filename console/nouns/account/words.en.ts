/** What signing in and the own account say. */
export const en = {
  signIn: {
    title: 'Sign in',
    account: 'Account',
    password: 'Password',
    button: 'Sign in',
    hint: 'The first account is admin. Its password is in the cloud’s folder on the machine, file admin-password.',
  },
  first: {
    title: 'Choose your own password',
    why: (account: string) =>
      `You signed in as ${account} with a password that somebody else has seen. Nothing else is open before it is changed.`,
    current: 'Password you signed in with',
    next: 'New password',
    rule: 'At least 12 characters.',
    button: 'Change password',
  },
  account: {
    signOut: 'Sign out',
    title: 'Account',
    inTenants: (names: string) => `in ${names}`,
    password: 'Password',
    current: 'Current password',
    changed: 'Changed.',
    looks: 'Appearance',
    theme: 'Theme',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
    language: 'Language',
  },
}
