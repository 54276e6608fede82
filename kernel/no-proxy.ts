/** What must bypass the operator's HTTP proxy: this machine, and the addresses and names of the clouds on it. Pure. */

const own = ['localhost', '.localhost', '127.0.0.0/8', '::1', '198.18.0.0/15', 'registry.opads.internal']
const proxies = ['http_proxy', 'https_proxy', 'all_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY']

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Variables to add to a program's environment: none where no proxy is set, else `no_proxy` and `NO_PROXY`, with the operator's own
 * entries first.
 *
 * @param names domains of clouds, such as `cloud.example.com`; names below them are included
 */
export function withoutProxy(
  environment: Environment,
  ...names: readonly string[]
): Readonly<Record<string, string>> {
  if (!proxies.some((name) => environment[name])) return {}
  const said = (environment.no_proxy || environment.NO_PROXY || '')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)
  const list = [...new Set([...said, ...own, ...names.flatMap((name) => [name, `.${name}`])])].join(',')
  return { no_proxy: list, NO_PROXY: list }
}
