/** What tenants say. */
export const en = {
  tenants: {
    title: 'Tenants',
    create: 'Create tenant…',
    createTitle: 'Create a tenant',
    empty: 'A tenant owns applications, and its users see them.',
    name: 'Name',
    applications: 'Applications',
    users: 'Members',
    notAdmin: 'Only administrators of the platform create and delete tenants.',
    created: 'Created',
    loses: 'Only a tenant without applications can be deleted. It can be made anew under the same name.',
  },
}
