/** All cases, in their order. */
import { accessCases } from './access.ts'
import { accountCases } from './account.ts'
import { applicationCases, cloudCases, lastCases } from './application.ts'
import { auditCases } from './audit.ts'
import { exampleCases } from './example.ts'
import { memberCases } from './member.ts'
import { podCases, rolloutCases } from './rollout.ts'
import { runCases } from './run.ts'
import { tenantCases, tokenCases } from './tenant.ts'
import { writeCases } from './write.ts'

const answered = [
  ...cloudCases, ...accountCases, ...tokenCases, ...tenantCases, ...applicationCases, ...runCases, ...rolloutCases, ...memberCases, ...podCases,
  ...auditCases, ...writeCases,
] // biome-ignore format: a list
export const allCases = [...answered, ...accessCases, ...lastCases, ...exampleCases]
