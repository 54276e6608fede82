/** What accounts say, to administrators. */
export const en = {
  users: {
    title: 'Users',
    create: 'Create user…',
    createTitle: 'Create a user',
    editTitle: (name: string) => `Change ${name}`,
    name: 'Name',
    role: 'Role',
    empty: 'There is no account.',
    admin: 'Administrator',
    member: 'Member',
    isAdmin: 'Administrator: may see and change everything',
    tenants: 'Tenants',
    roleInNew: 'Role in the tenants that are added',
    none: 'none',
    created: 'Created',
    mustChange: 'has not signed in yet',
    shown: (name: string) => `Password of ${name}, shown this once. It must be changed at the first sign-in.`,
    you: 'you',
    loses:
      'The account, its sessions and its API tokens will be gone. What it did stays in the activity. It can be made anew under the same name, with a new password.',
  },
}
