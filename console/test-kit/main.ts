/** `node console/test-kit/main.ts [port]`: the built console on the fake Pluto. Sign in as admin, "correct horse battery". */
import { addExtremes } from '@opads/pluto/fake/seed/extremes'
import { buildConsole } from './build.ts'
import { startFake } from './server.ts'

await buildConsole()
const { origin, fake } = await startFake(Number(process.argv[2] ?? 4880))
addExtremes(fake)
process.stdout.write(`The console: ${origin}, account admin, password "correct horse battery"\n`)
