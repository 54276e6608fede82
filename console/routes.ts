/** All pages of the console, in the order of the side menu and the palette. */
import { accountRoutes } from './nouns/account/route.ts'
import { applicationRoutes } from './nouns/application/route.ts'
import { auditRoutes } from './nouns/audit/route.ts'
import { clusterRoutes } from './nouns/cluster/route.ts'
import { eventRoutes } from './nouns/event/route.ts'
import { memberRoutes } from './nouns/member/route.ts'
import { podRoutes } from './nouns/pod/route.ts'
import { runRoutes } from './nouns/run/route.ts'
import { tenantRoutes } from './nouns/tenant/route.ts'
import { userRoutes } from './nouns/user/route.ts'
import { variableRoutes } from './nouns/variable/route.ts'
import type { Route } from './route.ts'

export const routes: readonly Route[] = [
  ...applicationRoutes,
  ...variableRoutes,
  ...podRoutes,
  ...runRoutes,
  ...eventRoutes,
  ...clusterRoutes,
  ...userRoutes,
  ...tenantRoutes,
  ...memberRoutes,
  ...auditRoutes,
  ...accountRoutes,
]
