/** A real host: what a root in it can open of the machine, and what Kubernetes needs. */
import assert from 'node:assert/strict'
import { access, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { exec } from '@opads/world/exec'

const lab = 'hosttest'
const opads = join(import.meta.dirname, '../opads')
const options = { skip: process.getuid?.() !== 0 && 'only root makes hosts', timeout: 120_000 }
const run = (...words: string[]) => exec([opads, 'lab', ...words, '--cloud', lab], { timeoutMs: 600_000 })
/** Runs a script on the host as root. */
const onHost = (script: string) =>
  exec([opads, 'lab', 'ssh', 'm1', '--cloud', lab, '--', 'sh', '-s'], { codes: 'any', input: script })

before(async () => {
  if (options.skip) return
  await exec([opads, 'lab', 'down', '--cloud', lab], { codes: 'any' }) // left by a run that was killed
  await run('up', '--hosts', '1')
}, { timeout: 600_000 }) // biome-ignore format: a bound
after(async () => {
  if (options.skip) return
  await run('down')
  await assert.rejects(access(join('/var/lib/opads', lab)), { code: 'ENOENT' })
})

test('no disk of the machine can be read in a host, by whatever name', options, async () => {
  const disks = (await readdir('/sys/class/block')).slice(0, 4)
  assert.ok(disks.length > 0)
  for (const disk of disks) {
    const [major, minor] = (await readFile(`/sys/class/block/${disk}/dev`, 'utf8')).trim().split(':')
    const { stdout, stderr } = await onHost(
      `mknod /root/${disk} b ${major} ${minor} && echo made && head -c 512 /root/${disk} | wc -c; rm -f /root/${disk}`,
    )
    assert.equal(stdout, 'made\n0\n', stderr)
    assert.match(stderr, /Operation not permitted/)
  }
})

test("the machine's memory and modules are out of reach", options, async () => {
  const { stderr } = await onHost(
    'mknod /root/mem c 1 1; head -c 1 /root/mem; rm -f /root/mem; capsh --print 2>/dev/null; grep CapEff /proc/self/status >&2',
  )
  assert.match(stderr, /Operation not permitted/)
  const effective = BigInt(`0x${/CapEff:\s+(\w+)/.exec(stderr)![1]}`)
  // sys_module, sys_rawio, sys_resource, sys_time
  for (const bit of [16n, 17n, 24n, 25n]) assert.equal((effective >> bit) & 1n, 0n, `capability ${bit}`)
})

test("the kernel's log, FUSE and tunnels can be opened, and terminals", options, async () => {
  const { stdout, stderr } = await onHost(
    `for device in kmsg fuse net/tun null zero urandom ptmx; do : <>/dev/$device && echo $device; done`,
  )
  assert.equal(stdout, 'kmsg\nfuse\nnet/tun\nnull\nzero\nurandom\nptmx\n', stderr)
})
