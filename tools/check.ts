/** `npm run check`: types, formats, imports, generated pages. The checks run in parallel, each as a process; output only of failed ones. */
import { exec } from '@opads/world/exec'
import { root } from './files.ts'

type Check = { readonly name: string; readonly argv: readonly [string, ...string[]] }
const bin = (name: string) => `${root}node_modules/.bin/${name}`
const tool = (name: string) => [process.execPath, `${root}tools/${name}.ts`] as const

const checks: readonly Check[] = [
  { name: 'types', argv: [bin('tsc'), '--noEmit', '-p', '.'] },
  { name: 'types of the console', argv: [bin('tsc'), '--noEmit', '-p', 'console'] },
  { name: 'format and lint', argv: [bin('biome'), 'check', '--error-on-warnings', '.'] },
  {
    name: 'promises',
    argv: [
      bin('oxlint'),
      '--type-aware',
      '--quiet',
      '-D',
      'typescript/no-floating-promises',
      '-D',
      'typescript/no-misused-promises',
    ],
  },
  { name: 'imports', argv: tool('imports') },
  { name: 'problems and their page', argv: tool('problems') },
  { name: 'page of the command line', argv: tool('reference') },
  { name: 'lock file', argv: tool('lockfile') },
  { name: 'dead code', argv: [bin('knip'), '--no-progress'] },
]

const started = performance.now()
const results = await Promise.all(
  checks.map(async ({ name, argv }) => {
    const { code, stdout, stderr } = await exec(argv, { cwd: root, codes: 'any' })
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    process.stdout.write(`  ${code === 0 ? '●' : '✕'} ${name.padEnd(26)}${seconds} s\n`)
    if (code !== 0) process.stdout.write(`${stdout}${stderr}\n`)
    return code === 0
  }),
)
const failed = results.filter((passed) => !passed).length
process.stdout.write(
  failed === 0
    ? 'All checks pass.\n'
    : `${failed} of ${checks.length} checks failed. npm run fix corrects formats and made pages.\n`,
)
process.exitCode = failed === 0 ? 0 : 1
