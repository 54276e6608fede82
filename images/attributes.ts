/** Reads extended attributes of a tree with `getfattr`, since Node cannot: file capabilities, and folders that an overlay made opaque. */
import type { Argv } from '@opads/kernel/argv'
import type { Exec } from '@opads/world/exec'
import type { FileAttributes } from './folder.ts'
import { decodeName } from './name.ts'

/** Prints special bytes of names as `\ooo`, and values as base64. */
const dump = (folder: string): Argv => [
  'getfattr', '--recursive', '--physical', '--no-dereference', '--absolute-names', '--dump',
  '--encoding=base64', '--match=^(security\\.capability|trusted\\.overlay\\.opaque)$', folder,
] // biome-ignore format: one command

/** Path below the folder → attributes. */
export async function attributesOf(folder: string, exec: Exec): Promise<ReadonlyMap<string, FileAttributes>> {
  const { stdout } = await exec(dump(folder), { env: { LC_ALL: 'C' }, encoding: 'latin1' })
  return parseAttributes(stdout, folder)
}

/** @param text one character per byte */
export function parseAttributes(text: string, folder: string): ReadonlyMap<string, FileAttributes> {
  const found = new Map<string, FileAttributes>()
  for (const part of text.split('\n\n')) {
    const [head = '', ...lines] = part.trimStart().split('\n')
    if (!head.startsWith('# file: ')) continue
    const path = decodeName(unescaped(head.slice('# file: '.length))).slice(folder.length + 1)
    const values = new Map(lines.map((line) => [line.slice(0, line.indexOf('=')), bytesOf(line)]))
    const capability = values.get('security.capability')
    found.set(path, {
      ...(capability && { capability }),
      isOpaque: values.get('trusted.overlay.opaque')?.toString() === 'y',
    })
  }
  return found
}

const bytesOf = (line: string) => Buffer.from(line.slice(line.indexOf('=0s') + 3), 'base64')

function unescaped(text: string): Buffer {
  const bytes: number[] = []
  for (let at = 0; at < text.length; at += 1) {
    const octal = text[at] === '\\' ? /^[0-7]{3}/.exec(text.slice(at + 1, at + 4))?.[0] : undefined
    bytes.push(octal ? Number.parseInt(octal, 8) : text.charCodeAt(at))
    if (octal) at += 3
  }
  return Buffer.from(bytes)
}
