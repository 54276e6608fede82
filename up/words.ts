/** What a person may say to `up`, `status` and `down`, read from their words. Pure. */
import { parseArgs } from 'node:util'
import { Problem } from '@opads/kernel/problem'

export type Words = {
  readonly verb: 'up' | 'status' | 'down'
  readonly cloud: string
  readonly size: 'single'
  readonly listen: string
  readonly isDryRun: boolean
  readonly isJson: boolean
  readonly isSure: boolean
  readonly purge: boolean
  readonly asksHelp: boolean
}

/** @throws Problem `input.invalid` with every fault */
export function readWords(argv: readonly string[]): Words {
  const [verb = 'up', ...rest] = argv
  const { values, tokens } = parseArgs({
    args: rest,
    strict: false,
    tokens: true,
    options: {
      name: { type: 'string', default: 'main' },
      size: { type: 'string', default: 'single' },
      listen: { type: 'string', default: '127.0.0.1:8443' },
      'dry-run': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
      purge: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  const known = new Set(['name', 'size', 'listen', 'dry-run', 'json', 'yes', 'purge', 'help'])
  const faults = [
    ...tokens.flatMap((token) =>
      token.kind === 'option' && !known.has(token.name) ? [`${token.rawName} is not known`] : [],
    ),
    ...tokens.flatMap((token) =>
      token.kind === 'positional' ? [`"${token.value}" is one word too many`] : [],
    ),
    ...(/^[a-z][a-z0-9-]{0,19}$/.test(String(values.name))
      ? []
      : ['--name takes 1 to 20 of a-z, 0-9 and -, first a letter']),
    ...(values.size === 'single' ? [] : ['--size takes single (ha comes with the issue of that name)']),
    ...(/^[\d.]+:\d{1,5}$/.test(String(values.listen)) ? [] : ['--listen takes ADDRESS:PORT']),
  ]
  if (faults.length > 0)
    throw new Problem('input.invalid', {
      source: `opads ${verb}`,
      count: faults.length,
      faults: faults.join('; '),
    })
  return {
    verb: verb as Words['verb'],
    cloud: String(values.name),
    size: 'single',
    listen: String(values.listen),
    isDryRun: values['dry-run'] === true,
    isJson: values.json === true,
    isSure: values.yes === true,
    purge: values.purge === true,
    asksHelp: values.help === true,
  }
}
