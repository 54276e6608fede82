/** The address of an application's git repository. Pure. */

export type Place = { readonly domain: string; readonly port: number }

export const gitAddress = ({ domain, port }: Place, tenant: string, name: string): string =>
  `https://git.${domain}${port === 443 ? '' : `:${port}`}/${tenant}/${name}.git`
