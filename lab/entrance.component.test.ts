/**
 * A real entrance on a host of its own: it listens as soon as `lab up` ends, passes bytes both ways, comes back after a stop and a kill,
 * stays while other labs' networks come and go, and goes with its lab.
 */
import assert from 'node:assert/strict'
import { createServer, connect as tcp } from 'node:net'
import { after, before, test } from 'node:test'
import { exec } from '@opads/world/exec'
import { freePort } from '@opads/world/free-port'
import { waitFor } from '@opads/world/wait'
import { createNetwork, docker, networkName } from './docker.ts'
import { entranceName } from './entrance.ts'

const lab = 'entrancetest'
const opads = `${import.meta.dirname}/../opads`
const options = { skip: process.getuid?.() !== 0 && 'only root makes hosts', timeout: 240_000 }
const run = (...words: string[]) =>
  exec([opads, 'lab', ...words, '--cloud', lab], { timeoutMs: 600_000, codes: 'any' })
let port: number
const up = () => run('up', '--hosts', '1', '--listen', `127.0.0.1:${port}`)

/** Sends a line to the lab's address; the host's echo server answers it. Empty where the host refuses the connection. */
function echoed(line: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = tcp(port, '127.0.0.1', () => socket.write(`${line}\n`))
    socket.once('data', (data) => socket.end(() => resolve(data.toString().trim())))
    socket.once('end', () => resolve('')).once('error', reject)
  })
}
const answers = (line: string) =>
  waitFor('the echo', async () => (await echoed(line)) === line, { boundMs: 20_000 })

before(async () => {
  if (options.skip) return
  await run('down') // left by a run that was killed
  port = await freePort()
  assert.equal((await up()).code, 0)
  const serve = 'systemd-run socat TCP-LISTEN:443,fork,reuseaddr,backlog=1024 EXEC:/bin/cat'
  await exec([opads, 'lab', 'ssh', 'm1', '--cloud', lab, '--', 'sh', '-c', `'${serve}'`])
}, { timeout: 600_000 }) // biome-ignore format: a bound
after(async () => {
  if (options.skip) return
  await run('down')
  await assert.rejects(echoed('gone'), { code: 'ECONNREFUSED' })
})

test('what is sent to the address reaches the host, from many at once', options, async () => {
  await answers('first')
  const lines = Array.from({ length: 300 }, (_, at) => `line ${at}`)
  assert.deepEqual(await Promise.all(lines.map(echoed)), lines)
})

test('networks and containers of others come and go, and it stays', options, async () => {
  for (let round = 0; round < 3; round += 1) {
    await exec(createNetwork('entranceother', 'management', 15, '198.18.30.0/24'))
    const image = (await exec(docker('inspect', '--format', '{{.Image}}', entranceName(lab)))).stdout.trim()
    const network = networkName('entranceother', 'management')
    await exec(docker('run', '--rm', '--network', network, '--publish', '127.0.0.1::443', image, 'true'))
    await exec(docker('network', 'rm', network))
    await answers(`round ${round}`)
  }
})

test(
  'it comes back when it is killed; one that was stopped comes back with the next up',
  options,
  async () => {
    await exec(docker('exec', '--user', '0', entranceName(lab), 'kill', '-9', '1'), { codes: 'any' })
    const pid = (await exec(docker('inspect', '--format', '{{.State.Pid}}', entranceName(lab)))).stdout.trim()
    if (pid !== '0') process.kill(Number(pid), 'SIGKILL')
    await answers('after a kill')
    await exec(docker('stop', '--time', '1', entranceName(lab)))
    await assert.rejects(echoed('stopped'), { code: 'ECONNREFUSED' })
    assert.equal((await up()).code, 0)
    await answers('after a stop')
    await exec(docker('pause', entranceName(lab)))
    assert.equal((await up()).code, 0)
    await answers('after a pause')
  },
)

test('where another program listens, the lab does not come up, and says why', options, async () => {
  await exec(docker('rm', '--force', entranceName(lab)))
  const other = createServer((socket) => socket.destroy()).listen(port, '127.0.0.1')
  const { code, stderr } = await up()
  assert.equal(code, 6, stderr)
  assert.match(stderr, /another program listens there {2}lab\.no-entrance/)
  await new Promise((done) => other.close(done))
  assert.equal((await up()).code, 0)
  await answers('at last')
})
