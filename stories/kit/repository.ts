/** A developer's clone. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { builtBranch, builtRef } from '@opads/kernel/branch'
import { exec } from '@opads/world/exec'
import type { StoryCloud } from './cloud.ts'

const home = join(import.meta.dirname, '../..')

export type Repository = Awaited<ReturnType<typeof clone>>

/** CA and account are passed in the environment, so that argv does not show them. */
export async function clone(cloud: StoryCloud, path: string) {
  const folder = await mkdtemp(join(tmpdir(), 'opads-story-'))
  const account = Buffer.from(`operator:${await cloud.operator()}`).toString('base64')
  const env = {
    GIT_TERMINAL_PROMPT: '0',
    GIT_SSL_CAINFO: join(cloud.folder, 'ca.crt'),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'http.extraHeader',
    GIT_CONFIG_VALUE_0: `Authorization: Basic ${account}`,
    GIT_AUTHOR_NAME: 'Dev', GIT_AUTHOR_EMAIL: 'dev@example.invalid', GIT_COMMITTER_NAME: 'Dev', GIT_COMMITTER_EMAIL: 'dev@example.invalid',
  } // biome-ignore format: a list of names
  const git = (...words: string[]) => exec(['git', '-C', folder, ...words], { env, timeoutMs: 120_000 })
  /** Does not throw when git fails. */
  const tryGit = (...words: string[]) =>
    exec(['git', '-C', folder, ...words], { env, timeoutMs: 300_000, codes: 'any' })
  await git('clone', '--quiet', `${cloud.url('git')}/${path}`, '.')
  await git('symbolic-ref', 'HEAD', builtRef) // also in an empty repository
  return {
    folder,
    git: tryGit,
    /** Replaces text in a file. Throws if nothing changes, as the story would prove nothing. */
    edit: async (file: string, from: string | RegExp, to: string): Promise<void> => {
      const text = await readFile(join(folder, file), 'utf8')
      const changed = text.replace(from, to)
      if (changed === text) throw new Error(`${file} holds no ${from}`)
      await writeFile(join(folder, file), changed)
    },
    /** Commits everything and pushes; returns the commit. */
    push: async (message: string): Promise<string> => {
      await git('add', '--all')
      await git('commit', '--quiet', '--message', message)
      await git('push', '--quiet', 'origin', builtBranch)
      return (await git('rev-parse', 'HEAD')).stdout.trim()
    },
    /** Copies a folder of the checkout into the clone. */
    copy: (path: string) => cp(join(home, path), folder, { recursive: true }),
    revert: () => git('revert', '--no-edit', 'HEAD'),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
