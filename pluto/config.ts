/** What Pluto is told when it starts; secrets come as files. */
import { readFile } from 'node:fs/promises'
import { Secret } from '@opads/kernel/secret'
import { z } from 'zod'

const environment = z.object({
  OPADS_DOMAIN: z.string(),
  OPADS_PORT: z.coerce.number(),
  OPADS_DATABASE_HOST: z.string().default('postgresql.opads-system'),
  OPADS_CONSOLE: z.string().default('/opads/console/dist'),
  OPADS_SECRETS: z.string().default('/etc/opads-secrets'),
})

export async function readConfig(env: NodeJS.ProcessEnv) {
  const { OPADS_DOMAIN, OPADS_PORT, OPADS_DATABASE_HOST, OPADS_CONSOLE, OPADS_SECRETS } =
    environment.parse(env)
  const secret = async (name: string) => {
    const text = (await readFile(`${OPADS_SECRETS}/${name}`, 'utf8')).trim()
    if (text.length < 12) throw new Error(`the secret ${name} is too short to be one`)
    return new Secret(text)
  }
  const password = await secret('database-password')
  return {
    domain: OPADS_DOMAIN,
    port: OPADS_PORT,
    consoleFolder: OPADS_CONSOLE,
    database: { host: OPADS_DATABASE_HOST, user: 'opads', database: 'postgres', password: password.reveal() },
    firstPassword: await secret('first-password'),
    operatorToken: await secret('operator-token'),
    internalToken: await secret('internal-token'),
    key: Buffer.from((await secret('sealing-key')).reveal(), 'base64'),
  }
}
