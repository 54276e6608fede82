/** What Pluto answers. Taken from its contract, so a change there is a type error where it is shown. */
import type { contract } from '@opads/pluto/contract'
import type { AnswerOf } from '@opads/serve/contract'

type Routes = typeof contract
export type Answer<Route extends keyof Routes> = AnswerOf<Routes[Route]>
