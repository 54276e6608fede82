/** `node console/fake/main.ts [port]`: the console with fake data. Sign in as admin, "correct horse battery". */
import { buildConsole } from './build.ts'
import { startFake } from './server.ts'

await buildConsole()
const { origin } = await startFake(Number(process.argv[2] ?? 4880))
process.stdout.write(`The fake cloud: ${origin}, account admin, password "correct horse battery"\n`)
