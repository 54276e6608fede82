/** Steps of a story stand on each other: the first failure ends it. */
import { test } from 'node:test'

export function steps(): (title: string, run: () => Promise<void>) => void {
  let isBroken = false
  return (title, run) =>
    void test(title, async (context) => {
      if (isBroken) return context.skip('a step before failed')
      isBroken = true
      await run()
      isBroken = false
    })
}
