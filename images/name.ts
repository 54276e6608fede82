/** File names are bytes on disk and text here: bytes that are not UTF-8 become lone surrogates (U+DC80 to U+DCFF) and back. Pure. */
import { isUtf8 } from 'node:buffer'

const undecodable = /[\udc80-\udcff]/u // with the u flag a surrogate of a pair does not match

export function decodeName(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8')
  let text = ''
  for (let at = 0; at < bytes.length; ) {
    const length = [1, 2, 3, 4].find(
      (many) => at + many <= bytes.length && isUtf8(bytes.subarray(at, at + many)),
    )
    text +=
      length === undefined
        ? String.fromCharCode(0xdc00 + bytes[at]!)
        : bytes.subarray(at, at + length).toString('utf8')
    at += length ?? 1
  }
  return text
}

export function encodeName(text: string): Buffer {
  if (!undecodable.test(text)) return Buffer.from(text, 'utf8')
  return Buffer.concat(
    [...text].map((one) =>
      undecodable.test(one) ? Buffer.of(one.charCodeAt(0) - 0xdc00) : Buffer.from(one, 'utf8'),
    ),
  )
}

/** The path for `node:fs`: text, or bytes where it is not UTF-8. */
export const onDisk = (path: string): string | Buffer => (undecodable.test(path) ? encodeName(path) : path)
