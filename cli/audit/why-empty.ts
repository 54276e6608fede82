/** Why the audit log shows nothing: who may not read it is not told that there is nothing. Pure. */
import { type Role, roles } from '@opads/kernel/role'

type Me = {
  readonly account: string
  readonly isAdmin: boolean
  readonly roles: Readonly<Record<string, Role>>
}

/** @param unknown sentences about names that it was filtered by */
export function whyEmpty(
  { account, isAdmin, roles: held }: Me,
  tenant: string | undefined,
  { isFiltered, unknown }: { readonly isFiltered: boolean; readonly unknown: readonly string[] },
): string {
  const nothing = [`No record ${isFiltered ? 'fits' : 'yet'}`, ...unknown]
    .map((one) => one.replace(/(?<!\?)$/, '.'))
    .join(' ')
  if (isAdmin) return nothing
  const reads = Object.keys(held).filter((name) => held[name] === roles.at(-1))
  if (tenant !== undefined && held[tenant] !== undefined && !reads.includes(tenant))
    return `${account} is ${held[tenant]} of ${tenant}: its audit log is for its admins. ${grants(tenant)}`
  if (reads.length === 0)
    return `The audit log is for admins, of a tenant or of the cloud, and ${account} is none. ${grants(Object.keys(held)[0] ?? 'NAME')}`
  return `${nothing} ${account} reads what belongs to ${reads.join(', ')}.`
}

const grants = (tenant: string) => `Who can grant it: opads access explain audit.read --tenant ${tenant}`
