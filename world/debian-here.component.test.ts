/** The real apt and dpkg with folders of their own: tests only that they are run again while another holds their lock. */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { debianHere } from './debian-here.ts'
import { exec } from './exec.ts'

const top = await mkdtemp(join(tmpdir(), 'opads-debian-here-'))
const admin = join(top, 'dpkg')
const holders: ChildProcess[] = []
after(async () => {
  for (const holder of holders) holder.kill() // left by a failed test
  await rm(top, { recursive: true })
})
const options = { skip: process.getuid?.() !== 0 && 'only root works with packages' }

before(async () => {
  for (const folder of ['dpkg/updates', 'dpkg/info', 'lists/partial', 'archives/partial'])
    await mkdir(join(top, folder), { recursive: true })
  await writeFile(join(admin, 'status'), '')
  await writeFile(join(top, 'sources'), '')
  const settings = `Dir::State "${top}"; Dir::State::lists "lists"; Dir::State::status "${admin}/status"; Dir::Cache "${top}";
Dir::Etc::sourcelist "${top}/sources"; Dir::Etc::sourceparts "/dev/null";
#clear APT::Update::Post-Invoke; #clear APT::Update::Post-Invoke-Success;
`
  await writeFile(join(top, 'apt.conf'), settings)
  Object.assign(process.env, { APT_CONFIG: join(top, 'apt.conf'), DPKG_ADMINDIR: admin })
})

/** Takes the lock as apt and dpkg do; returns its release. */
async function holding(lock: string): Promise<() => Promise<void>> {
  const program = `import fcntl, sys
file = open(sys.argv[1], "w")
fcntl.lockf(file, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()`
  const child = spawn('python3', ['-c', program, lock], { stdio: ['pipe', 'pipe', 'inherit'] })
  holders.push(child)
  await once(child.stdout, 'data')
  return async () => {
    child.stdin.end()
    await once(child, 'close')
  }
}

for (const [who, lock] of [
  ['apt that fetches lists', 'lists/lock'],
  ['dpkg', 'dpkg/lock-frontend'],
  ['dpkg that is deeper in', 'dpkg/lock'],
] as const) {
  test(`another ${who} is waited for, and named`, options, async () => {
    const release = await holding(join(top, lock))
    const notes: string[] = []
    const note = (line: string) => {
      notes.push(line)
      void release()
    }
    await debianHere(exec, { note, boundMs: 30_000, everyMs: 50 }).refresh()
    assert.match(notes.join(), /^waiting for another apt or dpkg: (another )?process .*\d+/)
    assert.equal(notes.length, 1)
  })
}
test('not for ever', options, async () => {
  const release = await holding(join(admin, 'lock-frontend'))
  const quick = debianHere(exec, { note: () => {}, boundMs: 200, everyMs: 50 })
  await assert.rejects(quick.refresh(), { code: 'debian.busy' })
  await release()
})
test('another fault is said at once', options, async () => {
  const notes: string[] = []
  const here = debianHere(exec, { note: (line) => notes.push(line), boundMs: 30_000 })
  await assert.rejects(here.install(['no-such-package']), { code: 'command.failed' })
  assert.deepEqual(notes, [])
})
test('what a cut dpkg has left is ended first', options, async () => {
  const row =
    'Package: cut\nStatus: install ok unpacked\nVersion: 1\nArchitecture: all\nMaintainer: x <x@x.invalid>\nDescription: x\n'
  await writeFile(join(admin, 'updates/0000'), row)
  await writeFile(join(admin, 'info/cut.list'), '/.\n')
  await debianHere(exec, { note: () => {} }).refresh()
  assert.deepEqual(await readdir(join(admin, 'updates')), [])
})
