/** Headers of a tar archive (POSIX ustar with PAX records) for entries of a layer: fixed times, numeric owners, names as bytes. Pure. */
import { isUtf8 } from 'node:buffer'
import { posix } from 'node:path'
import type { Entry } from './entry.ts'
import { encodeName } from './name.ts'

/** Seconds: every file has the same time, the start of 2026, UTC. */
const modifiedSeconds = Date.parse('2026-01-01T00:00:00Z') / 1000
const blockBytes = 512
/** The end of a tar. */
export const tarEnd: Buffer = Buffer.alloc(2 * blockBytes)

/** Largest numbers in the octal fields of a header; larger ones need a PAX record. */
const largest = { owner: 0o7777777, size: 0o77777777777 }
const types = {
  file: '0', hardlink: '1', symlink: '2', directory: '5', whiteout: '0', opaque: '0', records: 'x',
} as const // biome-ignore format: a table

export function tarHeader(entry: Entry): Buffer {
  const name = encodeName(nameOf(entry))
  const link = 'target' in entry ? encodeName(entry.target) : Buffer.alloc(0)
  const owner = 'owner' in entry ? (entry.owner ?? 0) : 0
  const group = 'group' in entry ? (entry.group ?? owner) : owner
  const size = entry.kind === 'file' ? entry.size : 0
  const records = Buffer.concat([
    ...(needsBinary(name) || needsBinary(link) ? [record('hdrcharset', 'BINARY')] : []),
    ...(name.length > 100 ? [record('path', name)] : []),
    ...(link.length > 100 ? [record('linkpath', link)] : []),
    ...(size > largest.size ? [record('size', String(size))] : []),
    ...(owner > largest.owner ? [record('uid', String(owner))] : []),
    ...(group > largest.owner ? [record('gid', String(group))] : []),
    ...('capability' in entry && entry.capability
      ? [record('SCHILY.xattr.security.capability', entry.capability)]
      : []),
  ])
  const plain = block({
    name, link, size, owner, group, mode: modeOf(entry), type: types[entry.kind],
  }) // biome-ignore format: one header
  if (records.length === 0) return plain
  const head = block({
    name: Buffer.from('pax'), link: Buffer.alloc(0), size: records.length,
    owner: 0, group: 0, mode: 0o644, type: types.records,
  }) // biome-ignore format: one header
  return Buffer.concat([head, records, padding(records.length), plain])
}

/** Zero bytes up to the next block. */
export const padding = (size: number): Buffer => Buffer.alloc((blockBytes - (size % blockBytes)) % blockBytes)

function nameOf({ kind, path }: Entry): string {
  if (kind === 'directory') return `${path}/`
  if (kind === 'opaque') return `${path}/.wh..wh..opq`
  if (kind === 'whiteout') return posix.join(posix.dirname(path), `.wh.${posix.basename(path)}`)
  return path
}

const modeOf = (entry: Entry) => ('mode' in entry ? entry.mode : entry.kind === 'symlink' ? 0o777 : 0o644)

/** Whether a name needs the record `hdrcharset`: readers assume UTF-8 without it. */
const needsBinary = (name: Buffer) => name.length > 100 && !isUtf8(name)

/** `<length> <key>=<value>\n`, where the length includes its own digits. */
function record(key: string, value: string | Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(` ${key}=`), Buffer.from(value as string), Buffer.from('\n')])
  let length = body.length + 1
  while (String(length).length + body.length !== length) length = String(length).length + body.length
  return Buffer.concat([Buffer.from(String(length)), body])
}

type Fields = {
  readonly name: Buffer
  readonly link: Buffer
  readonly size: number
  readonly owner: number
  readonly group: number
  readonly mode: number
  readonly type: string
}

function block({ name, link, size, owner, group, mode, type }: Fields): Buffer {
  const bytes = Buffer.alloc(blockBytes)
  const octal = (value: number, at: number, width: number) =>
    bytes.write(`${value.toString(8).padStart(width - 1, '0')}\0`, at, 'latin1')
  name.copy(bytes, 0, 0, 100)
  octal(mode, 100, 8)
  octal(owner > largest.owner ? 0 : owner, 108, 8)
  octal(group > largest.owner ? 0 : group, 116, 8)
  octal(size > largest.size ? 0 : size, 124, 12)
  octal(modifiedSeconds, 136, 12)
  bytes.write('        ', 148, 'latin1')
  bytes.write(type, 156, 'latin1')
  link.copy(bytes, 157, 0, 100)
  bytes.write('ustar\x0000', 257, 'latin1')
  octal(0, 329, 8)
  octal(0, 337, 8)
  const sum = bytes.reduce((total, byte) => total + byte, 0)
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return bytes
}
