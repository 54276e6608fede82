import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseAttributes } from './attributes.ts'
import { encodeName } from './name.ts'

test('capabilities and opaque folders are found by path, whatever the name', () => {
  const text = `# file: /t/usr/bin/ping
security.capability=0sAQAAAgAgAAAAAAAAAAAAAAAAAAA=

# file: /t/a\\012b\\134c "q'\xff
security.capability=0sAQ==

# file: /t/var/lib
trusted.overlay.opaque=0seQ==

`
  const found = parseAttributes(text, '/t')
  assert.deepEqual(
    [...found.keys()].map((path) => encodeName(path).toString('latin1')),
    ['usr/bin/ping', 'a\nb\\c "q\'\xff', 'var/lib'],
  )
  const ping = found.get('usr/bin/ping')!
  assert.equal(Buffer.from(ping.capability!).toString('hex'), `0100000200200000${'00'.repeat(12)}`)
  assert.equal(ping.isOpaque, false)
  assert.deepEqual(found.get('var/lib'), { isOpaque: true })
})
