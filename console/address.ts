/** An address of the console: the pattern that its route matches, and the function that links to it are one value. */
import type { Given } from './search.ts'

/** Where a link or `navigate` leads. */
export type Target = {
  readonly to: string
  readonly params?: Readonly<Record<string, string>>
  readonly search?: object
}

/** Names behind `$` in a pattern. */
export type ParamsOf<Pattern extends string> = Pattern extends `${string}$${infer Name}/${infer Rest}`
  ? { readonly [key in Name]: string } & ParamsOf<Rest>
  : Pattern extends `${string}$${infer Name}`
    ? { readonly [key in Name]: string }
    : Readonly<Record<never, string>>

type Parts<Pattern extends string, Search> = {
  readonly pattern: Pattern
  /** What it may hold behind `?`. */
  readonly search?: ((given: Given) => Search) | undefined
  /** Some as they stand in the browser: links that people have kept, to data of the fake company. Tests visit them. */
  readonly examples: readonly [string, ...string[]]
}

/** Called, it is where a link leads: `runAt({ id: '7' })`, `runsAt({ application: 'hello' })`. */
export type Address<Pattern extends string, Search> = Parts<Pattern, Search> &
  ((
    ...at: Pattern extends `${string}$${string}`
      ? [params: { readonly [name in keyof ParamsOf<Pattern>]: string | number }, search?: Search]
      : [search?: Search]
  ) => Target)

/** @param pattern `$name` stands for what differs */
export function address<Pattern extends string, Search extends object = Record<never, never>>(
  pattern: Pattern,
  { examples, search }: Omit<Parts<Pattern, Search>, 'pattern'>,
): Address<Pattern, Search> {
  const at = (...given: readonly object[]): Target => {
    const [params = {}, found = {}] = pattern.includes('$') ? given : [{}, ...given]
    const texts = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]))
    return { to: pattern, params: texts, search: found }
  }
  return Object.assign(at, { pattern, search, examples }) as Address<Pattern, Search>
}
