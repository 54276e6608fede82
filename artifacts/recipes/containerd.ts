/** containerd with its shim and client, without the snapshotters that our hosts do not use. Pure. */
import type { Recipe } from '../recipe.ts'

export const containerd: Recipe = {
  name: 'containerd',
  version: '2.4.2',
  module: 'containerd',
  programs: {
    containerd: 'github.com/containerd/containerd/v2/cmd/containerd',
    'containerd-shim-runc-v2': 'github.com/containerd/containerd/v2/cmd/containerd-shim-runc-v2',
    ctr: 'github.com/containerd/containerd/v2/cmd/ctr',
  },
  tags: ['no_btrfs', 'no_zfs', 'no_devmapper', 'nri_no_wasm'],
  stamps: ['github.com/containerd/containerd/v2/version.Version=v2.4.2'],
  estimateSeconds: 75,
}
