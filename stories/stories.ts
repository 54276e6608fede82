/** The stories, and which of them every contribution must pass. */

export type Story = { readonly name: string; readonly file: string; readonly everyTime: boolean }

export const stories: readonly Story[] = [
  { name: 'single', file: 'single.story.ts', everyTime: true },
  { name: 'bad-days', file: 'bad-days.story.ts', everyTime: true },
  { name: 'stock-debian', file: 'stock-debian.story.ts', everyTime: false },
  { name: 'upgrade-own', file: 'upgrade-own.story.ts', everyTime: false },
  { name: 'killed-up', file: 'killed-up.story.ts', everyTime: true },
]
