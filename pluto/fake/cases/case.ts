/** One call that the real Pluto and the fake must answer alike. Cases are played in their order, on a cloud that `start.ts` prepared. */
import type { contract } from '../../contract.ts'

/** `viewer`: a member of `ours` who may only see. `first`: the administrator before the first password was changed. `internal`: delivery. `other`: a service that no route names. */
export type Who = 'mine' | 'viewer' | 'foreign' | 'first' | 'operator' | 'internal' | 'other'
export type Case = {
  readonly route: keyof typeof contract
  /** A case that answers otherwise is no case any more: it fails on both sides. */
  readonly status: number
  /** Without it, nobody calls. */
  readonly as?: Who
  /** Else application `shop`, environment `sit`, account `mine`, and the run that was answered last. `<led>` is the run that the last shown one led to. */
  readonly params?: Readonly<Record<string, string>>
  /** `<run>` is the run that was told last. */
  readonly query?: string
  /** The run that was answered last waits for a person from now on. */
  readonly waits?: true
  /** The pods of `live.ts` are there from now on: those of a deleted application are gone. */
  readonly pods?: true
  /**
   * An object is sent as JSON, text as it is. `<token>`, `<password>` and `<etag>` are what an answer had last, `<mine>` is the token of
   * that caller; also in headers.
   */
  readonly body?: object | string | undefined
  readonly headers?: Readonly<Record<string, string>>
}
