/** Before the house: signing in and the first password; and the own account. */
import { address } from '../../address.ts'
import { meQuery } from '../../api/me.ts'
import { route } from '../../route.ts'
import { type Given, tablesSearch, text } from '../../search.ts'
import { setTheme } from '../../ui/theme.ts'
import { tokensQuery } from '../token/queries.ts'
import { signOut } from './sign-out.ts'

export type SignInSearch = {
  /** The address that was asked for at first. */
  to?: string | undefined
}
const signInSearch = ({ to }: Given): SignInSearch => ({ to: text(to) })

export const signInAt = address('/sign-in', {
  search: signInSearch,
  examples: ['/sign-in', '/sign-in?to=%2Fruns%2F7'],
})
const signIn = route({
  address: signInAt,
  isOutside: true,
  crumb: (words) => words.signIn.title,
  page: async () => (await import('./sign-in.tsx')).SignInPage,
})

export const firstPasswordAt = address('/first-password', { examples: ['/first-password'] })
const firstPassword = route({
  address: firstPasswordAt,
  isOutside: true,
  load: (queries) => queries.ensureQueryData(meQuery),
  crumb: (words) => words.first.title,
  withoutEvents: ['me'],
  page: async () => (await import('./first-password.tsx')).FirstPasswordPage,
})

export const accountAt = address('/account', { search: tablesSearch, examples: ['/account'] })
const account = route({
  address: accountAt,
  load: (queries) => queries.ensureQueryData(tokensQuery),
  crumb: (words) => words.account.title,
  palette: {
    actions: ({ words: { nav, palette, account }, language, speak }) => [
      { key: 'system', say: nav.theme.system, does: () => setTheme('system') },
      { key: 'light', say: nav.theme.light, does: () => setTheme('light') },
      { key: 'dark', say: nav.theme.dark, does: () => setTheme('dark') },
      { key: 'language', say: palette.language, does: () => speak(language === 'zh' ? 'en' : 'zh') },
      { key: 'out', say: account.signOut, does: () => void signOut() },
    ],
  },
  withoutEvents: ['tokens'],
  page: async () => (await import('./page.tsx')).AccountPage,
})

export const accountRoutes = [signIn, firstPassword, account]
