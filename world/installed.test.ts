import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withDependencies } from './installed.ts'

const rows = `installed|gcc|amd64|4:12.2.0-3|, cpp (= 4:12.2.0-3), gcc-12 (>= 12.2.0-1~)
installed|gcc-12|amd64|12.2.0-14|libc6 (>= 2.34), binutils (>= 2.40) | llvm, python3:any
installed|binutils|amd64|2.40-2|, libc6
installed|libc6|amd64|2.36-9|, libgcc-s1
installed|libc6|i386|2.36-9|, libgcc-s1
not-installed|cpp|amd64||,
config-files|llvm|amd64|14|,
installed|libgcc-s1|amd64|12.2.0-14|, libc6
installed|python3|amd64|3.11|,
installed|vim|amd64|9|, libc6
`

test('a compiler is what its packages stand on, with every version, and nothing else', () => {
  assert.deepEqual(withDependencies(['gcc', 'libseccomp-dev'], rows), [
    'binutils amd64 2.40-2',
    'gcc amd64 4:12.2.0-3',
    'gcc-12 amd64 12.2.0-14',
    'libc6 amd64 2.36-9',
    'libc6 i386 2.36-9',
    'libgcc-s1 amd64 12.2.0-14',
    'python3 amd64 3.11',
  ])
})
