/** Writes on the fake's rows: kept answers of those with an Idempotency-Key, and a dry run that is undone. */
import type { DoneWrites, Key } from '../gate/done-write.ts'
import type { Transaction } from '../gate/gate.ts'
import { retention } from '../store/retention.ts'
import { drop, type Store } from './store.ts'

const keptMs = retention.doneWrite.days * 86_400_000

export function writesOf(store: Store): {
  readonly transaction: Transaction<Store>
  readonly doneWrites: DoneWrites<Store>
} {
  const { rows, clock, next, time, changes } = store
  /** Keys of calls in progress, by their transaction. */
  const begun = new Map<Store, string>()
  let undoing = 0
  const { publish } = changes
  changes.publish = (change) => {
    if (undoing === 0) publish(change)
  }
  const isOf = (one: Key) => (row: Key) => row.account === one.account && row.key === one.key
  return {
    /** Rows are put back as they were; sequences go on, as PostgreSQL's do. A failed write leaves what it did: handlers check first. */
    transaction: async (work, { undo }) => {
      const within = { ...store }
      const back = undo ? snapshot(store) : () => {}
      undoing += undo ? 1 : 0
      try {
        return await work(within)
      } finally {
        back()
        undoing -= undo ? 1 : 0
        begun.delete(within)
      }
    },
    doneWrites: {
      begin: async (within, { account, key }) => {
        const name = JSON.stringify([account, key])
        if ([...begun.values()].includes(name)) return false
        begun.set(within, name)
        return true
      },
      find: async (_, key) =>
        rows.done_write.find((row) => isOf(key)(row) && row.at.getTime() > clock.now() - keptMs),
      keep: async (_, key, write) => {
        drop(rows.done_write, isOf(key))
        if (rows.account.some(({ name }) => name === key.account))
          rows.done_write.push({ id: next('done_write'), ...key, ...write, at: time() })
      },
    },
  }
}

/** Returns what puts all rows back. */
export function snapshot({ rows }: Pick<Store, 'rows'>): () => void {
  const tables = Object.values(rows) as object[][]
  const before = tables.map((table) => table.map((row) => [row, { ...row }] as const))
  return () => {
    for (const [index, table] of tables.entries()) {
      for (const [row, was] of before[index]!) Object.assign(row, was)
      table.splice(0, table.length, ...before[index]!.map(([row]) => row))
    }
  }
}
