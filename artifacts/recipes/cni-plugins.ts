/** The network plugins that flannel and the kubelet call. Pure. */
import type { Recipe } from '../recipe.ts'

const plugins = 'github.com/containernetworking/plugins/plugins'

export const cniPlugins: Recipe = {
  name: 'cni-plugins',
  version: '1.9.1',
  module: 'cni-plugins',
  programs: {
    bridge: `${plugins}/main/bridge`,
    loopback: `${plugins}/main/loopback`,
    'host-local': `${plugins}/ipam/host-local`,
    portmap: `${plugins}/meta/portmap`,
    bandwidth: `${plugins}/meta/bandwidth`,
    firewall: `${plugins}/meta/firewall`,
  },
  stamps: ['github.com/containernetworking/plugins/pkg/utils/buildversion.BuildVersion=v1.9.1'],
  estimateSeconds: 8,
}

/** The plugin `flannel` was removed after 0.9.1 of the plugins; it supports CNI up to 0.4.0. */
export const cniFlannel: Recipe = {
  name: 'cni-flannel',
  version: '0.9.1',
  module: 'cni-flannel',
  programs: { flannel: `${plugins}/meta/flannel` },
  stamps: ['github.com/containernetworking/plugins/pkg/utils/buildversion.BuildVersion=v0.9.1'],
  estimateSeconds: 3,
}
