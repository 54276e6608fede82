/** Kinds of columns, as they are read and as they may be written. */
import type { ColumnType } from 'kysely'

export type Time = ColumnType<Date, Date | string | undefined, Date | string>
export type MaybeTime = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
/** JSON columns go in as text. */
export type Json<T> = ColumnType<T, string, string>
