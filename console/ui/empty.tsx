/** An empty list: one sentence, one command, one button. */
import type { ReactNode } from 'react'
import { Command } from './copy.tsx'

type Props = { readonly say: string; readonly command?: string; readonly children?: ReactNode }
export const Empty = ({ say, command, children }: Props) => (
  <div className="empty">
    <p>{say}</p>
    {command && <Command line={command} />}
    {children}
  </div>
)
