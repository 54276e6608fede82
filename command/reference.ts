/** `docs/cli.md`: every command, verb and option, from the definitions. Pure. */
import type { CommandEntry } from './entry.ts'
import { optionLabel, optionSay, usage, wordName } from './help.ts'
import { commonOptions, type Noun, optionsOf, partsOf, type Verb } from './verb.ts'

export function reference(commands: readonly CommandEntry[], nouns: readonly Noun[]): string {
  const groups = [...new Set(commands.map(({ group }) => group))]
  return `# The command line

Every command of \`opads\`. This page is made from the definitions in \`cli/\` by \`npm run fix\`; \`opads COMMAND --help\` says the same.

All verbs below take \`--json\` (the shapes of the API; a problem is one line of JSON on standard error), \`--utc\` (exact times) and \`--help\`.
Exit codes: 0 done, 1 failed, 2 wrong use or input, 3 not allowed, 4 not found, 5 conflict, 6 something is not there or did not answer, 130 left by Ctrl-C.
\`NO_COLOR\` and no terminal lose nothing but looks.

${groups.map((group) => section(group, commands, nouns)).join('\n')}`
}

function section(group: string, commands: readonly CommandEntry[], nouns: readonly Noun[]): string {
  const inside = commands.filter((entry) => entry.group === group)
  const rows = inside.map(
    ({ name, say, needsRoot }) => `| \`opads ${name}\` | ${say} | ${needsRoot ? 'root' : ''} |`,
  )
  const detailed = nouns.filter(({ name }) => inside.some((entry) => entry.name === name))
  return [
    `## ${group}`,
    '',
    '| command | | needs |',
    '|---|---|---|',
    ...rows,
    '',
    ...detailed.flatMap((noun) =>
      noun.verbs.filter((one) => !one.isHidden).flatMap((one) => verbSection(noun, one)),
    ),
  ].join('\n')
}

function verbSection(noun: Noun, one: Verb): readonly string[] {
  const options = Object.entries(optionsOf(noun, one)).filter(
    ([key]) => !(key in commonOptions) && key !== 'cloud',
  )
  return [
    `### opads ${[noun.name, ...partsOf(one)].join(' ')}`,
    '',
    `${one.say}.`,
    '',
    '```',
    usage(noun, one),
    '```',
    '',
    ...Object.entries(one.words ?? {}).map(([key, field]) => `- \`${wordName(key, field)}\`: ${field.say}`),
    ...options.map(([key, field]) => `- \`${optionLabel(key, field)}\`: ${optionSay(field)}`),
    ...(Object.keys(one.words ?? {}).length + options.length > 0 ? [''] : []),
    ...(one.notes ? [...one.notes, ''] : []),
    '```',
    ...one.examples.map((example) => `opads ${example}`),
    '```',
    '',
  ]
}
