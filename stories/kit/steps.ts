/** Steps of a story depend on each other: after the first failure the rest is skipped. */
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
