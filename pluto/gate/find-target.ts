/** Loads what a route acts on from PostgreSQL. */
import { requireEnvironment } from '../environment/names.ts'
import type { Database } from '../store/database.ts'
import { nowhere } from './roles.ts'
import {
  type Asked,
  environmentOf,
  type Finders,
  runOf,
  scopeOf,
  tenantOf,
  text,
  unownedFinders,
} from './target.ts'

const applicationOf = async (database: Database, { params }: Asked) =>
  database.selectFrom('application').selectAll().where('name', '=', text(params.name)).executeTakeFirst()

export const finders: Finders<Database> = {
  ...unownedFinders,
  token: async (database, { account, params }) => {
    const row = await database
      .selectFrom('token')
      .select('name')
      .where('account', '=', account)
      .where('kind', '=', 'api')
      .where('name', '=', text(params.name))
      .executeTakeFirst()
    return row && { scope: nowhere, name: row.name, target: row }
  },
  account: async (database, { params }) => {
    const name = text(params.name)
    const row = await database
      .selectFrom('account')
      .select('name')
      .where('name', '=', name)
      .executeTakeFirst()
    return row && { scope: nowhere, name, target: row }
  },
  tenant: async (database, asked) => {
    const row = await database
      .selectFrom('tenant')
      .selectAll()
      .where('name', '=', tenantOf(asked))
      .executeTakeFirst()
    return row && { scope: { ...nowhere, tenant: row.name }, name: row.name, target: row }
  },
  member: async (database, { params }) => {
    const target = await database
      .selectFrom('member')
      .select(['tenant', 'account', 'role'])
      .where('tenant', '=', text(params.name))
      .where('account', '=', text(params.account))
      .executeTakeFirst()
    return target && { scope: { ...nowhere, tenant: target.tenant }, name: target.account, target }
  },
  application: async (database, asked) => {
    const row = await applicationOf(database, asked)
    return row && { scope: scopeOf(row), name: row.name, target: row }
  },
  environment: async (database, asked) => {
    const environment = requireEnvironment(environmentOf(asked))
    const row = await applicationOf(database, asked)
    const target = row && { application: row.name, environment }
    return target && { scope: scopeOf(row, environment), name: row.name, target }
  },
  run: async (database, asked) => {
    const row = await database
      .selectFrom('run')
      .innerJoin('application', 'application.name', 'run.application')
      .selectAll('run')
      .select('application.tenant')
      .where('run.id', '=', runOf(asked))
      .executeTakeFirst()
    if (!row) return undefined
    const { tenant, application, environment } = row
    return { scope: { tenant, application, environment }, name: String(row.id), target: row }
  },
}
