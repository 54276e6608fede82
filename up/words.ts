/** Parses the command lines of `up`, `status`, `doctor` and `down`. Pure. */
import { parseArgs } from 'node:util'
import { cloudNameRule, isCloudName } from '@opads/kernel/cloud-name'
import { Problem } from '@opads/kernel/problem'
import { pages, type Verb, verbs } from './help.ts'

export type Words = {
  readonly verb: Verb
  readonly cloud: string
  readonly size: 'single'
  /** `127.0.0.1:8443`; empty when not given. */
  readonly listen: string
  /** `main.localhost`; empty when not given. */
  readonly domain: string
  /** Path of cluster.yml; empty when not given. */
  readonly file: string
  /** Id of the last step to run; empty when not given. */
  readonly until: string
  readonly isDryRun: boolean
  readonly isJson: boolean
  readonly isSure: boolean
  readonly purge: boolean
  readonly asksHelp: boolean
}

export const defaults = { listen: '127.0.0.1:8443' } as const

const options = {
  name: { type: 'string', default: 'main' },
  size: { type: 'string', default: 'single' },
  listen: { type: 'string' },
  domain: { type: 'string' },
  file: { type: 'string' },
  until: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
  purge: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const
/** Options of a verb besides `--name` and `--help`. */
const takes: Readonly<Record<Verb, readonly string[]>> = {
  up: ['size', 'listen', 'domain', 'file', 'until', 'dry-run', 'json'],
  status: ['json'],
  doctor: ['json'],
  down: ['yes', 'purge', 'dry-run'],
}

/** @throws Problem `use.faults` with every fault and the verb's help */
export function readWords([word, ...rest]: readonly string[]): Words {
  const verb = verbs.find((one) => one === word) ?? 'up'
  const { values, tokens } = parseArgs({ args: [...rest], strict: false, tokens: true, options })
  const known = new Set(['name', 'help', ...takes[verb]])
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  const cloud = text(values.name)
  const domain = text(values.domain)
  const listen = text(values.listen)
  const faults = [
    ...tokens.flatMap((token) =>
      token.kind === 'option' && !known.has(token.name)
        ? [`${token.rawName} is not known, ${verb} takes ${[...known].map((name) => `--${name}`).join(' ')}`]
        : [],
    ),
    ...tokens.flatMap((token) =>
      token.kind === 'positional' ? [`"${token.value}" is one word too many`] : [],
    ),
    ...fault(isCloudName(cloud), `--name ${cloudNameRule}`),
    ...fault(values.size === 'single', '--size takes single; ha is not there yet'),
    ...fault(
      values.listen === undefined || isListen(listen),
      '--listen takes ADDRESS:PORT, as 127.0.0.1:8443',
    ),
    ...fault(
      values.domain === undefined || /^[a-z0-9]([a-z0-9.-]{0,200}[a-z0-9])?$/.test(domain),
      '--domain takes a domain, as cloud.example.com',
    ),
  ]
  if (values.file !== undefined && text(values.file) === '')
    faults.push('--file takes the path of a cluster.yml')
  if (values.until !== undefined && text(values.until) === '') faults.push('--until takes a step')
  if (faults.length > 0)
    throw new Problem('use.faults', {
      source: `opads ${verb}`,
      count: faults.length,
      faults: faults.join('; '),
      usage: pages[verb].trimEnd(),
    })
  return {
    verb,
    cloud,
    size: 'single',
    listen,
    domain,
    file: text(values.file),
    until: text(values.until),
    isDryRun: values['dry-run'] === true,
    isJson: values.json === true,
    isSure: values.yes === true,
    purge: values.purge === true,
    asksHelp: values.help === true,
  }
}

const fault = (isRight: boolean, sentence: string) => (isRight ? [] : [sentence])

function isListen(text: string): boolean {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3}):(\d{1,5})$/.exec(text)
  if (!match) return false
  const [port, ...bytes] = match.slice(1).map(Number).reverse() as [number, ...number[]]
  return bytes.every((byte) => byte <= 255) && port > 0 && port <= 65_535
}
