/** The first container of a build Job: lays the source of one commit out. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { Problem } from '@opads/kernel/problem'
import { waitFor } from '@opads/world/wait'
import { request } from 'undici'

const source = '/work/source'

try {
  await rm(source, { recursive: true, force: true }) // a pod's second start
  await mkdir(source, { recursive: true })
  await mkdir('/work/home', { recursive: true })
  // The code server may be starting again; its own No is final.
  const body = await waitFor(
    'the code server',
    async () => {
      const { statusCode, body: answer } = await request(process.env.OPADS_SOURCE ?? '', {
        headers: { authorization: `Bearer ${process.env.OPADS_SOURCE_TOKEN}` },
      })
      if (statusCode === 200) return answer
      await answer.dump()
      if (statusCode < 500)
        throw new Problem('build.lost', { reason: `the code server answered ${statusCode}` })
      return undefined
    },
    { boundMs: 120_000, everyMs: 500, endsOn: 'build.lost' },
  )
  const tar = spawn('tar', ['--extract', '--directory', source], { stdio: ['pipe', 'inherit', 'inherit'] })
  const ended = once(tar, 'close')
  await pipeline(body, tar.stdin)
  const [code] = (await ended) as [number]
  if (code !== 0) throw new Problem('build.lost', { reason: `tar ended with ${code}` })
} catch (failure) {
  const sentence = failure instanceof Problem ? failure.message : String(failure)
  process.stderr.write(`${sentence}\n`)
  await writeFile('/dev/termination-log', sentence).catch(() => {})
  process.exitCode = 1
}
