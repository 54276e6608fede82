/** Routes of accounts. */
import type { GuardedContract } from '../gate/contract-type.ts'
import * as shape from './shapes.ts'

// biome-ignore format: a table of routes
export const accountContract = {
  'POST /api/v1/sessions': { policy: 'public', act: 'session.start', target: 'sign-in', summary: 'Sign in', body: shape.signIn, example: { account: 'mei', password: 'a long password' }, answer: shape.session, status: 201 },
  'DELETE /api/v1/sessions': { policy: 'first', act: 'session.end', target: 'own', summary: 'Sign out' },
  'GET /api/v1/me': { policy: 'first', summary: 'Who is signed in', answer: shape.me },
  'PUT /api/v1/me/password': { policy: 'first', act: 'account.password', target: 'own', summary: 'Change the own password', body: shape.newPassword, example: { current: 'a long password', password: 'another long password' } },
  'GET /api/v1/users': { policy: 'account', act: 'account.read', target: 'platform', summary: 'Accounts', answer: shape.users, tagged: true },
  'POST /api/v1/users': { policy: 'account', act: 'account.create', target: 'platform', summary: 'Make an account', body: shape.newUser, example: { name: 'tom', tenants: ['payments'], role: 'viewer' }, answer: shape.madeUser, status: 201 },
  'PUT /api/v1/users/:name': { policy: 'account', act: 'account.change', target: 'account', summary: 'Change what an account may', body: shape.changedUser, example: { tenants: ['payments', 'research'] }, answer: shape.user },
  'DELETE /api/v1/users/:name': { policy: 'account', act: 'account.delete', target: 'account', summary: 'Delete an account' },
  'POST /internal/authenticate': { policy: 'internal', callers: ['delivery'], summary: 'Name and password, or token, of a git client', body: shape.gitClient, example: { account: 'mei', password: 'a long password' }, answer: shape.gitPerson },
} as const satisfies GuardedContract
