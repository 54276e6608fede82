/** The top of a page: title and actions. */
import { shortCommit } from '@opads/kernel/short-commit'
import type { ReactNode } from 'react'

type Props = { readonly title: ReactNode; readonly about?: ReactNode; readonly children?: ReactNode }
export const Title = ({ title, about, children }: Props) => (
  <div className="title">
    <div>
      <h1>{title}</h1>
      {about && <p>{about}</p>}
    </div>
    {children && <div className="actions">{children}</div>}
  </div>
)

type MoreProps = {
  readonly list: {
    readonly hasNextPage: boolean
    readonly isFetchingNextPage: boolean
    fetchNextPage(): Promise<unknown>
  }
  readonly say: string
}
/** The button for the next page of a list, if there is one. */
export const More = ({ list, say }: MoreProps) =>
  list.hasNextPage && (
    <div className="more">
      <button
        type="button"
        className="button"
        aria-busy={list.isFetchingNextPage}
        onClick={() => void list.fetchNextPage()}
      >
        {say}
      </button>
    </div>
  )

/** A long name without its middle; whole on hover and when copied. */
export const Middle = ({ text, end = 12 }: { readonly text: string; readonly end?: number }) => (
  <span className="middle" title={text}>
    <span>{text.slice(0, -end)}</span>
    <span>{text.slice(-end)}</span>
  </span>
)
export const Dash = () => <span className="faint">–</span>
/** The first letters of a commit, as git shows them. */
export const Commit = ({ id }: { readonly id: string | null }) =>
  id === null ? (
    <Dash />
  ) : (
    <span className="mono dim" title={id}>
      {shortCommit(id)}
    </span>
  )
