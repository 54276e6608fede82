/** Serves a built console from memory, compressed once. A path without a file gets `index.html`, which routes in the browser. */
import { readFile } from 'node:fs/promises'
import { extname, relative } from 'node:path'
import { gzipSync } from 'node:zlib'
import { entriesBelow, pathOf } from '@opads/world/walk'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
}
const packed = new Set(['.html', '.js', '.css', '.svg', '.json'])
const security = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'strict-transport-security': 'max-age=31536000',
}

export async function staticFiles(folder: string): Promise<(request: Request) => Response | undefined> {
  const files = new Map<string, { plain: Buffer; gzip: Buffer | undefined; type: string }>()
  for (const entry of await entriesBelow(folder)) {
    if (!entry.isFile()) continue
    const path = pathOf(entry)
    const plain = await readFile(path)
    const ending = extname(path)
    const type = types[ending] ?? 'application/octet-stream'
    files.set(`/${relative(folder, path)}`, {
      plain,
      type,
      gzip: packed.has(ending) ? gzipSync(plain) : undefined,
    })
  }
  return (request) => {
    const { pathname } = new URL(request.url)
    if (request.method !== 'GET' || pathname.startsWith('/api/') || pathname.startsWith('/internal/'))
      return undefined
    const name = files.has(pathname) ? pathname : '/index.html'
    const file = files.get(name)
    if (!file || (name === '/index.html' && pathname.startsWith('/assets/'))) return undefined
    const isPacked = file.gzip !== undefined && /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '')
    return new Response(new Uint8Array(isPacked ? file.gzip! : file.plain), {
      headers: {
        ...security,
        'content-type': file.type,
        // Names of assets contain their digest.
        'cache-control': name.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-store',
        vary: 'accept-encoding',
        ...(isPacked && { 'content-encoding': 'gzip' }),
      },
    })
  }
}
