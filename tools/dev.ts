/** `npm run dev`: the console with hot reload, against the cloud that OPADS_SERVER names, else against the fake one. */
import { spawn } from 'node:child_process'
import { root } from './files.ts'

const start = (...argv: readonly string[]) =>
  spawn(process.execPath, argv, { cwd: `${root}console`, stdio: 'inherit' })

const started = [
  ...(process.env.OPADS_SERVER === undefined ? [start('fake/main.ts')] : []),
  start(`${root}node_modules/vite/bin/vite.js`),
]
for (const one of started) {
  one.once('exit', (code) => {
    for (const other of started) other.kill()
    process.exitCode = code ?? 0
  })
}
