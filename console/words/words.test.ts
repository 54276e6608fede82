import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { en } from './words.ts'

test('what each noun says is in the sum, and no two of them use the same name', async () => {
  const files = globSync('{nouns/*,ui}/words.en.ts', { cwd: join(import.meta.dirname, '..') })
  assert.ok(files.length > 10)
  const modules = (await Promise.all(files.map((path) => import(`../${path}`)))) as { readonly en: object }[]
  assert.deepEqual(modules.flatMap((one) => Object.keys(one.en)).sort(), Object.keys(en).sort())
})
