/** What must not go through a proxy of the operator: this machine, the addresses of clouds on it and their names. Pure. */

const own = ['localhost', '.localhost', '127.0.0.0/8', '::1', '198.18.0.0/15', 'registry.opads.internal']
const proxies = ['http_proxy', 'https_proxy', 'all_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY']

type Environment = Readonly<Record<string, string | undefined>>

/**
 * What is added to the environment of programs: nothing where no proxy is set, else both spellings of the list, the operator's own
 * entries first.
 *
 * @param names a cloud's domain, as `cloud.example.com`: it and all below it
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
