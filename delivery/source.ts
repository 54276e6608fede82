/** Serves the source of one commit as tar, to the run that has its token. */
import { spawn } from 'node:child_process'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { Secret } from '@opads/kernel/secret'
import { gitSettings, type Repositories } from './repositories.ts'

/** Valid for the source of one run only. */
export const sourceToken = (secret: Secret, run: number, repository: string, commit: string): string =>
  createHmac('sha256', secret.reveal()).update(`${run} ${repository} ${commit}`).digest('base64url')

export async function serveSource(
  { url = '', headers }: IncomingMessage,
  response: ServerResponse,
  { repositories, secrets }: { readonly repositories: Repositories; readonly secrets: readonly Secret[] },
): Promise<void> {
  const match = /^\/source\/(\d+)\/([a-z0-9-]+\/[a-z0-9-]+)\/([0-9a-f]{40,64})$/.exec(url)
  if (!match) return void response.writeHead(404).end()
  const [, run, repository, commit] = match as unknown as [string, string, string, string]
  const given = Buffer.from(headers.authorization ?? '')
  const isOf = (secret: Secret) => {
    const wanted = Buffer.from(`Bearer ${sourceToken(secret, Number(run), repository, commit)}`)
    return given.length === wanted.length && timingSafeEqual(given, wanted)
  }
  if (!secrets.some(isOf)) return void response.writeHead(404).end()
  const words = ['--git-dir', repositories.path(repository), 'archive', '--format=tar', commit]
  const child = spawn('git', words, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH, ...gitSettings() },
  })
  const closed = once(child, 'close')
  response.setHeader('content-type', 'application/x-tar')
  await pipeline(child.stdout, response, { end: false })
  const [code] = (await closed) as [number | null]
  if (code === 0) return void response.end()
  // Abort: an empty or half tar would be taken for a source.
  if (response.headersSent) return void response.destroy()
  response.writeHead(404).end()
}
