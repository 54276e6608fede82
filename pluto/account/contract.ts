/** Routes of accounts. */
import * as shape from './shapes.ts'

// biome-ignore format: a table of routes
export const accountContract = {
  'POST /api/v1/sessions': { policy: 'public', summary: 'Sign in', body: shape.signIn, answer: shape.session, status: 201 },
  'DELETE /api/v1/sessions': { policy: 'first', summary: 'Sign out' },
  'GET /api/v1/me': { policy: 'first', summary: 'Who is signed in', answer: shape.me },
  'PUT /api/v1/me/password': { policy: 'first', summary: 'Change the own password', body: shape.newPassword },
  'GET /api/v1/users': { policy: 'admin', summary: 'Accounts', answer: shape.users },
  'POST /api/v1/users': { policy: 'admin', summary: 'Make an account', body: shape.newUser, answer: shape.madeUser, status: 201 },
  'PUT /api/v1/users/:name': { policy: 'admin', summary: 'Change what an account may', body: shape.changedUser, answer: shape.user },
  'DELETE /api/v1/users/:name': { policy: 'admin', summary: 'Delete an account' },
  'POST /internal/authenticate': { policy: 'internal', summary: 'Name and password, or token, of a git client', body: shape.gitClient, answer: shape.me },
} as const
