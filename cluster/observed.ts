/** The answer of `observe.py` about a host, and its question. Pure. */
import type { Wanted } from './wanted.ts'

export type Observed = {
  readonly files: Readonly<Record<string, { readonly sha256: string; readonly mode: string } | null>>
  /** Path → target. */
  readonly links: Readonly<Record<string, string | null>>
  readonly units: Readonly<
    Record<
      string,
      { readonly isActive: boolean; readonly isEnabled: boolean; readonly unread: readonly string[] }
    >
  >
  readonly containers: Readonly<Record<string, { readonly shape: string; readonly isRunning: boolean }>>
  /** containerd's namespace → reference → digest. */
  readonly images: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Paths that changed since kubeadm made them; `null` if it has not finished. */
  readonly kubeadm: readonly string[] | null
}

/** The program with its question prepended, for the standard input of `python3 -`. */
export function questionFor({ files, links, units, images }: Wanted, program: string): string {
  const reads = Object.entries(units).map(([name, unit]) => [name, unit.reads] as const)
  const question = {
    files: Object.keys(files),
    links: Object.keys(links),
    units: Object.fromEntries(reads),
    namespaces: Object.keys(images),
  }
  return `QUESTION = ${JSON.stringify(JSON.stringify(question))}\n${program}`
}
