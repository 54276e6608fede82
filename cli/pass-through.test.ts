import assert from 'node:assert/strict'
import { test } from 'node:test'
import { splitCloud } from './commands/kubectl.ts'
import { passThrough } from './pass-through.ts'

test('the program gets its name by a link, its words as they are, and gives its exit code', async () => {
  const script = `const [name] = [process.argv0.split('/').at(-1)]
    const isRight = name === 'kubectl' && process.argv[1] === 'a b' && process.env.KUBECONFIG === 'k'
    process.exit(isRight ? 7 : 1)`
  assert.equal(await passThrough(process.execPath, ['-e', script, 'a b'], { KUBECONFIG: 'k' }), 7)
})
test('only --cloud before the words of kubectl is ours', () => {
  assert.deepEqual(splitCloud(['--cloud', 'dev', 'get', 'pods']), { cloud: 'dev', words: ['get', 'pods'] })
  assert.deepEqual(splitCloud(['--cloud=dev', 'get']), { cloud: 'dev', words: ['get'] })
  assert.deepEqual(splitCloud(['get', '--cloud', 'x']), { cloud: undefined, words: ['get', '--cloud', 'x'] })
  assert.equal(splitCloud(['--cloud']).cloud, '')
})
