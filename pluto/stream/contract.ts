/** Route of the stream of changes. */

// biome-ignore format: a table of routes
export const streamContract = {
  'GET /api/v1/stream': { policy: 'account', summary: 'What changes, as server-sent events of the shape `change`', stream: 'events' },
} as const
