import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { builtRef } from '@opads/kernel/branch'

test('the hooks of git look at the branch that is built', async () => {
  for (const hook of ['pre-receive', 'post-receive']) {
    const text = await readFile(join(import.meta.dirname, 'hooks', hook), 'utf8')
    assert.deepEqual(text.match(/refs\/heads\/\w+/g), [builtRef], hook)
  }
})
