/** `node pluto/fake/main.ts [port]`: a Pluto in memory, with the company of `seed/`. */
import { fakePluto } from './pluto.ts'
import { addCompany, adminPassword } from './seed/company.ts'
import { addExtremes } from './seed/extremes.ts'
import { serveFake } from './serve.ts'

const fake = await fakePluto({ firstPassword: adminPassword })
addCompany(fake)
addExtremes(fake)
fake.work()
const { port } = await serveFake(fake, { port: Number(process.argv[2] ?? 4880) })
process.stdout.write(`The fake Pluto: http://127.0.0.1:${port}, account admin, password "${adminPassword}"\n`)
