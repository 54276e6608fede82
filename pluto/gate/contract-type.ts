/** The type of a contract whose acts and targets are known to the gate: each noun's contract satisfies it. */
import type { Contract } from '@opads/serve/contract'
import type { Act, TargetName } from './roles.ts'

export type GuardedContract = Contract<Act, TargetName>
