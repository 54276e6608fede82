/** runc, static and with seccomp: without it a pod with a seccomp profile does not start. Pure. */
import type { Recipe } from '../recipe.ts'

export const runc: Recipe = {
  name: 'runc',
  version: '1.5.2',
  module: 'runc',
  programs: { runc: 'github.com/opencontainers/runc' },
  tags: ['netgo', 'osusergo', 'urfave_cli_no_docs', 'seccomp'],
  stamps: ['main.version=1.5.2'],
  needsC: true,
  estimateSeconds: 15,
}
