/** flannel without two backends: one needs a cloud's library that is not to be had, one needs C. Pure. */
import type { Recipe } from '../recipe.ts'

export const flannel: Recipe = {
  name: 'flannel',
  version: '0.28.10',
  module: 'flannel',
  programs: { flanneld: '.' },
  source: {
    module: 'github.com/flannel-io/flannel',
    file: 'main.go',
    without: ['backend/tencentvpc"', 'backend/udp"'],
  },
  stamps: ['github.com/flannel-io/flannel/pkg/version.Version=v0.28.10'],
  estimateSeconds: 95,
}
