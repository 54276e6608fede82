/** The CLI command for each button. One file, so that differences between console and CLI are visible. Pure. */
import { builtBranch } from '@opads/kernel/branch'
import type { Role } from '@opads/kernel/role'

const word = (text: string) => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`)
const line = (...words: readonly string[]) => ['opads', ...words].join(' ')
const tenantsOf = (names: readonly string[], role: Role) => [
  ...names.flatMap((one) => ['--tenant', one]),
  ...(names.length > 0 && role !== 'viewer' ? ['--tenant-role', role] : []),
]

export const cli = {
  login: () => line('login'),
  applications: () => line('app', 'list'),
  application: (name: string) => line('app', 'show', name),
  create: (name: string, tenant: string) =>
    line('app', 'create', word(name || 'NAME'), '--tenant', word(tenant || 'TENANT')),
  delete: (name: string) => line('app', 'delete', name),
  deploy: (name: string, to: string, release: number) =>
    line('app', 'deploy', name, '--to', to, '--release', String(release)),
  rollback: (name: string, env: string, release: number) =>
    line('app', 'rollback', name, '--env', env, '--release', String(release)),
  scale: (name: string, env: string, pods: number) => line('app', 'scale', name, String(pods), '--env', env),
  build: (name: string, ref: string) => line('app', 'build', name, '--ref', word(ref || builtBranch)),
  logs: (name: string, env: string, pod?: string, isPrevious = false) =>
    line(
      'app',
      'logs',
      name,
      '--env',
      env,
      ...(pod ? ['--pod', pod] : []),
      isPrevious ? '--previous' : '--follow',
    ),
  config: (name: string, env: string) => line('app', 'config', 'list', name, '--env', env),
  setVariable: (name: string, env: string, variable: string, value: string) =>
    line('app', 'config', 'set', name, word(`${variable || 'NAME'}=${value}`), '--env', env),
  /** The command asks for the value, so that no shell history has it. */
  setSecret: (name: string, env: string, variable: string) =>
    line('app', 'secret', 'set', name, word(variable || 'NAME'), '--env', env),
  unset: (name: string, env: string, variable: string, isSecret: boolean) =>
    line('app', isSecret ? 'secret' : 'config', 'unset', name, word(variable), '--env', env),
  runs: (application?: string) => line('run', 'list', ...(application ? ['--application', application] : [])),
  runLog: (id: number) => line('run', 'logs', String(id)),
  approve: (id: number) => line('run', 'approve', String(id)),
  refuse: (id: number, because: string) =>
    line('run', 'refuse', String(id), '--because', word(because || 'TEXT')),
  users: () => line('user', 'list'),
  createUser: (name: string, isAdmin: boolean, tenants: readonly string[], role: Role) =>
    line(
      'user',
      'create',
      word(name || 'NAME'),
      ...(isAdmin ? ['--role', 'admin'] : []),
      ...tenantsOf(tenants, role),
    ),
  changeUser: (name: string, isAdmin: boolean, tenants: readonly string[], role: Role) =>
    line(
      'user',
      'change',
      name,
      '--role',
      isAdmin ? 'admin' : 'member',
      ...(tenants.length > 0 ? tenantsOf(tenants, role) : ['--no-tenants']),
    ),
  deleteUser: (name: string) => line('user', 'delete', name),
  tenants: () => line('tenant', 'list'),
  createTenant: (name: string) => line('tenant', 'create', word(name || 'NAME')),
  deleteTenant: (name: string) => line('tenant', 'delete', name),
  members: (tenant: string) => line('member', 'list', '--tenant', tenant),
  addMember: (tenant: string, account: string, role: string) =>
    line('member', 'add', word(account || 'USER'), '--tenant', tenant, '--role', role),
  changeMember: (tenant: string, account: string, role: string) =>
    line('member', 'change', word(account), '--tenant', tenant, '--role', role),
  removeMember: (tenant: string, account: string) =>
    line('member', 'remove', word(account), '--tenant', tenant, '--yes'),
  tokens: () => line('token', 'list'),
  createToken: (name: string, days: number) =>
    line('token', 'create', word(name || 'NAME'), '--days', String(days)),
  deleteToken: (name: string) => line('token', 'delete', word(name)),
  verifyAudit: () => line('audit', 'verify'),
  status: () => line('status'),
}
