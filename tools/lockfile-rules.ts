/** What makes an npm lock file unsafe. Pure. Source: docs/dependencies.md, "Supply chain". */

type Entry = {
  readonly version?: string
  readonly resolved?: string
  readonly integrity?: string
  readonly link?: boolean
  readonly hasInstallScript?: boolean
  readonly inBundle?: boolean
}

/** Malicious versions, published with stolen accounts; from public incident reports of 2025 and 2026. */
const stolen = new Set([
  'chalk@5.6.1',
  'debug@4.4.2',
  'ansi-styles@6.2.2',
  'strip-ansi@7.1.1',
  'supports-color@10.2.1',
  'axios@1.14.1',
  'axios@0.30.4',
  'echarts-for-react@3.0.7',
  'keyv@6.0.0',
  'cacheable@2.5.1',
  'flat-cache@6.1.24',
  'file-entry-cache@11.1.6',
  '@tanstack/react-router@1.169.5',
  '@tanstack/react-router@1.169.8',
  '@tanstack/history@1.161.9',
  '@tanstack/history@1.161.12',
])

/** Install scripts are never run (`ignore-scripts`); these packages have one and work without it. */
const scriptAllowed = new Set(['fsevents', 'protobufjs'])

export function lockfileFaults(lock: { readonly packages?: Readonly<Record<string, Entry>> }): string[] {
  return Object.entries(lock.packages ?? {}).flatMap(([path, entry]) => {
    if (!path.includes('node_modules/') || entry.link) return []
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
    return [
      !entry.integrity && !entry.inBundle && `${name} has no integrity`,
      entry.resolved && !entry.resolved.startsWith('https:') && `${name} comes from ${entry.resolved}`,
      entry.hasInstallScript && !scriptAllowed.has(name) && `${name} has an install script`,
      stolen.has(`${name}@${entry.version}`) && `${name}@${entry.version} is a known malicious version`,
    ].filter((fault): fault is string => typeof fault === 'string' && fault !== '')
  })
}
