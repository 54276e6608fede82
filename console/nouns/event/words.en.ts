/** What the activity says. */
export const en = {
  activity: {
    title: 'Activity',
    empty: 'Nothing happened yet. Pushes, builds, deploys and changes appear here.',
    application: 'Application',
    all: 'All applications',
    today: 'Today',
    yesterday: 'Yesterday',
  },
}
