/** Starts the console: one query cache, one router, one language. */
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { signInAt } from './nouns/account/route.ts'
import './styles/tokens.css'
import './styles/base.css'
import './styles/shell.css'
import './styles/parts.css'
import './styles/table.css'
import './styles/environments.css'
import './styles/log.css'
import './styles/pages.css'
import './styles/palette.css'
import { makeStore } from './api/store.ts'
import { makeRouter } from './router.tsx'
import { LanguageProvider } from './words/language.tsx'

const queries = makeStore(() => {
  if (router.state.location.pathname === signInAt.pattern) return
  void router.navigate(signInAt({ to: router.state.location.href }))
})
const router = makeRouter(queries)

createRoot(document.querySelector('#root')!).render(
  <StrictMode>
    <LanguageProvider>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </LanguageProvider>
  </StrictMode>,
)
