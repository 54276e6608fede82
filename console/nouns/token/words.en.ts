/** What API tokens say. */
export const en = {
  tokens: {
    title: 'API tokens',
    hint: 'For the opads command on another machine, and for git. A token may do what you may.',
    empty: 'You have no token. One lets a machine sign in without your password.',
    create: 'Create token…',
    createTitle: 'Create an API token',
    name: 'Name',
    days: 'Days until it ends',
    shown: (name: string) => `Token ${name}, shown this once:`,
    created: 'Created',
    expires: 'Ends',
    lastUsed: 'Last used',
    loses: 'What signs in with this token can no longer do so. A new one can be made at any time.',
  },
}
