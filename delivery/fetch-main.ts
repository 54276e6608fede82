/** The first container of a build Job: downloads and unpacks the source of one commit. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { lastWordOf, messageOf } from '@opads/kernel/fault'
import { said } from '@opads/kernel/message'
import { messageLine } from '@opads/kernel/message-line'
import { Problem } from '@opads/kernel/problem'
import { waitFor } from '@opads/world/wait'
import { request } from 'undici'

const source = '/work/source'

try {
  await mkdir('/work/home', { recursive: true })
  // The code server may restart, also during the download; a 4xx response is final.
  await waitFor('the code server', fetchSource, { boundMs: 120_000, everyMs: 500, endsOn: ['build.lost'] })
} catch (failure) {
  const problem =
    failure instanceof Problem ? failure : new Problem('build.lost', { reason: String(failure) }, failure)
  process.stderr.write(`${messageLine(messageOf(problem))}\n`)
  await writeFile('/dev/termination-log', lastWordOf(problem)).catch(() => {})
  process.exitCode = 1
}

async function fetchSource(): Promise<boolean> {
  await rm(source, { recursive: true, force: true }) // of an earlier attempt
  await mkdir(source, { recursive: true })
  const { statusCode, body } = await request(process.env.OPADS_SOURCE ?? '', {
    headers: { authorization: `Bearer ${process.env.OPADS_SOURCE_TOKEN}` },
  })
  if (statusCode !== 200) {
    await body.dump()
    if (statusCode >= 500) return false
    throw new Problem('build.lost', { reason: said('build.source-refused', { status: statusCode }) })
  }
  const tar = spawn('tar', ['--extract', '--directory', source], { stdio: ['pipe', 'inherit', 'inherit'] })
  const ended = once(tar, 'close')
  await pipeline(body, tar.stdin)
  const [code] = (await ended) as [number]
  if (code !== 0) throw new Problem('build.lost', { reason: said('build.unpack-failed', { exitCode: code }) })
  return true
}
