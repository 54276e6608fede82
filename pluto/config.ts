/** Pluto's configuration, from environment variables; secrets are files. */
import { readFile } from 'node:fs/promises'
import { Secret } from '@opads/kernel/secret'
import { secretOfService, services } from '@opads/kernel/service'
import { z } from 'zod'

const environment = z.object({
  OPADS_DOMAIN: z.string(),
  OPADS_PORT: z.coerce.number(),
  OPADS_DATABASE_HOST: z.string().default('postgresql.opads-system'),
  OPADS_DATABASE_PORT: z.coerce.number().default(5432),
  /** Limit for one statement; deleting an application with the logs of all its runs takes longest. */
  OPADS_DATABASE_SECONDS: z.coerce.number().int().min(1).max(3600).default(120),
  OPADS_CONSOLE: z.string().default('/opads/console/dist'),
  OPADS_SECRETS: z.string().default('/etc/opads-secrets'),
  /** Without it, Pluto uses its pod's service account. */
  OPADS_KUBECONFIG: z.string().optional(),
  OPADS_LISTEN: z
    .string()
    .regex(/^[0-9.]+:\d+$/)
    .default('0.0.0.0:8080'),
})

export async function readConfig(env: NodeJS.ProcessEnv) {
  const said = environment.parse(env)
  const secret = async (name: string) => {
    const text = (await readFile(`${said.OPADS_SECRETS}/${name}`, 'utf8')).trim()
    if (text.length < 12) throw new Error(`the secret ${name} is too short to be one`)
    return new Secret(text)
  }
  const password = await secret('database-password')
  return {
    domain: said.OPADS_DOMAIN,
    port: said.OPADS_PORT,
    consoleFolder: said.OPADS_CONSOLE,
    listen: said.OPADS_LISTEN,
    ...(said.OPADS_KUBECONFIG !== undefined && { kubeconfig: said.OPADS_KUBECONFIG }),
    database: {
      host: said.OPADS_DATABASE_HOST,
      port: said.OPADS_DATABASE_PORT,
      user: 'opads',
      database: 'postgres',
      password: password.reveal(),
    },
    databaseMs: said.OPADS_DATABASE_SECONDS * 1000,
    firstPassword: await secret('first-password'),
    operatorToken: await secret('operator-token'),
    credentials: [
      ...(await Promise.all(
        services.map(async (service) => ({ service, secret: await secret(secretOfService(service)) })),
      )),
      // Delivery of the release before this one; `docs/decisions/0013-service-identities.md` says when this goes.
      { service: 'delivery', secret: await secret('internal-token') },
    ],
    key: Buffer.from((await secret('sealing-key')).reveal(), 'base64'),
  }
}
