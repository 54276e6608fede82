import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { test } from 'node:test'
import { splitCloud } from './commands/kubectl.ts'

test('the program is this process under its own name, with its words as they are', async () => {
  const program = `process.stdout.write(JSON.stringify([process.pid, process.argv0, process.argv[1], process.env.KUBECONFIG]))`
  const words = ['-e', program, 'a b']
  const starter = `const { passThrough } = await import(${JSON.stringify(import.meta.resolve('@opads/command/pass-through'))})
    passThrough(process.execPath, 'kubectl', ${JSON.stringify(words)}, { KUBECONFIG: 'k' })`
  const child = execFile(process.execPath, ['--input-type=module', '-e', starter])
  const said = (await child.stdout!.toArray()).join('')
  assert.deepEqual(JSON.parse(said), [child.pid, 'kubectl', 'a b', 'k'])
})
test('only --cloud before the words of kubectl is ours', () => {
  assert.deepEqual(splitCloud(['--cloud', 'dev', 'get', 'pods']), { cloud: 'dev', words: ['get', 'pods'] })
  assert.deepEqual(splitCloud(['--cloud=dev', 'get']), { cloud: 'dev', words: ['get'] })
  assert.deepEqual(splitCloud(['get', '--cloud', 'x']), { cloud: undefined, words: ['get', '--cloud', 'x'] })
  assert.equal(splitCloud(['--cloud']).cloud, '')
})
