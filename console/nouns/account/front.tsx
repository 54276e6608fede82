/** Layout of pages before sign-in: no navigation, one form, the switches for theme and language. */
import type { ReactNode } from 'react'
import { Mark } from '../../ui/icons.tsx'
import { Switches } from '../../ui/switches.tsx'

export function Front({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="front">
      <header>
        <Switches />
      </header>
      <main>
        <div className="brand">
          <Mark />
          <span>Opads</span>
        </div>
        <h1>{title}</h1>
        {children}
      </main>
    </div>
  )
}
