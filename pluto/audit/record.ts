/** Writes records of acts; the sealer (`sealer.ts`) adds them to the chain once they are committed. */
import type { Transaction } from 'kysely'
import type { ActRecord, RecordAct } from '../gate/act-record.ts'
import type { Database, Tables } from '../store/database.ts'
import { bounded } from './bounded.ts'
import { oncePerMinute } from './limits.ts'

export const recordAct: RecordAct<Database | Transaction<Tables>> = async (database, record) => {
  await database.insertInto('audit').values(bounded(record)).execute()
}

/** What most records leave out. */
export const plainAct = {
  tenant: null,
  application: null,
  environment: null,
  target: null,
  outcome: 'done',
  code: null,
  facts: {},
} as const satisfies Partial<ActRecord>

const reads = oncePerMinute(Date.now)

/** A read that is no stream: one record per account, target and minute. */
export const recordRead: RecordAct<Database> = async (database, record) => {
  const { account, act, tenant, application, environment, target } = record
  if (reads(JSON.stringify([account, act, tenant, application, environment, target])))
    await recordAct(database, record)
}
