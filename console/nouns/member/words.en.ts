/** What members of a tenant say. */
export const en = {
  members: {
    title: 'Members',
    titleOf: (tenant: string) => `Members of ${tenant}`,
    add: 'Add member…',
    addTitle: (tenant: string) => `Add a member to ${tenant}`,
    addButton: 'Add',
    changeTitle: (account: string) => `Role of ${account}`,
    empty: 'Nobody is in this tenant yet. Members see its applications, and change them by their role.',
    account: 'Account',
    accountHint: 'Its name; an administrator of the platform creates accounts.',
    role: 'Role',
    since: 'Member since',
    you: 'you',
    roles: { viewer: 'Viewer', developer: 'Developer', deployer: 'Deployer', admin: 'Admin' },
    may: {
      viewer: 'Sees applications, runs, logs and names of variables.',
      developer: 'Also pushes, builds, deploys and configures, everywhere but in prod.',
      deployer: 'The same in every environment.',
      admin: 'Also changes members, and deletes applications.',
    },
    loses: (account: string, tenant: string) =>
      `${account} no longer sees what ${tenant} has, from this moment on. The account stays, and can be added again.`,
  },
}
