/** Failures of `parts`: a catalogue whose parts do not fit together. Pure. */
import type { ProblemTable } from '../problem-kind.ts'

const notACloud = {
  next: 'Correct the declarations of these parts: parts/README.md says what each field means.',
  nextZh: '请修正这些部件的声明：各字段的含义见 parts/README.md。',
}
export const partProblems = {
  'parts.unknown-need': {
    status: 500,
    exit: 1,
    retry: false,
    say: 'Part {part} needs {need}, which no part of this cloud is or provides',
    zh: '部件 {part} 需要 {need}，但此云中没有部件是它或提供它',
    ...notACloud,
  },
  'parts.needed': {
    status: 409,
    exit: 2,
    retry: false,
    say: 'The cloud cannot do without {part}, which is needed by {parts}',
    zh: '此云不能没有 {part}，以下部件需要它：{parts}',
    next: 'Keep it with --with {part}, or leave out what needs it as well. Nothing was changed.',
    nextZh: '请用 --with {part} 保留它，或同时去掉需要它的部件。没有任何改动。',
  },
  'parts.taken-twice': {
    status: 500,
    exit: 1,
    retry: false,
    say: 'More than one part has {what}: {parts}',
    zh: '{what} 被多个部件占用：{parts}',
    ...notACloud,
  },
  'parts.circle': {
    status: 500,
    exit: 1,
    retry: false,
    say: 'These parts need each other in a circle: {parts}',
    zh: '这些部件循环依赖：{parts}',
    ...notACloud,
  },
  'parts.faults': {
    status: 500,
    exit: 1,
    retry: false,
    say: 'The parts of this cloud do not fit together, {count|fault|faults}: {faults}',
    zh: '此云的部件不能组合在一起，共 {count} 处错误：{faults}',
    ...notACloud,
  },
  'parts.undeclared': {
    status: 500,
    exit: 1,
    retry: false,
    say: 'Part {part} uses {what}, which its declaration does not list',
    zh: '部件 {part} 使用了其声明中没有列出的 {what}',
    ...notACloud,
  },
} as const satisfies ProblemTable
