/** Failures of builds and of the code server. Pure. */
import type { ProblemTable } from '../problem-kind.ts'

export const deliveryProblems = {
  'source.nothing-to-run': {
    status: 422,
    exit: 2,
    retry: false,
    say: 'Nothing in the repository says how to run it (files at its top: {files})',
    zh: '代码库中没有说明如何运行（顶层文件：{files}）',
    next: 'Add an opads.yml, or an index.html, index.php, or package.json with package-lock.json and a start script.',
  },
  'source.ref-unknown': {
    status: 404,
    exit: 4,
    retry: false,
    say: '{application} has no branch, tag or commit "{ref}"',
    zh: '{application} 没有名为“{ref}”的分支、标签或提交',
    next: 'Known: {known}',
  },
  'build.failed': {
    status: 422,
    exit: 1,
    retry: false,
    say: 'The step "{step}" ended with exit code {exitCode}: {lastLines}',
    zh: '步骤“{step}”以代码 {exitCode} 结束：{lastLines}',
    next: 'Mend the source and push again; the whole log: opads run logs {run}. The running version was not touched.',
  },
  'build.lost': {
    status: 503,
    exit: 6,
    retry: true,
    say: 'The build Job did not run: {reason}',
    zh: '构建任务未能运行：{reason}',
    next: 'Look at the nodes with opads status, then push again or run the build again.',
  },
} as const satisfies ProblemTable
