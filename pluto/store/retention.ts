/**
 * How long rows are kept. Password attempts are in memory and bounded by number (`account/attempts.ts`); all other tables grow only
 * with what people set up. Pure.
 */
export const retention = {
  /** `most` per application; beyond it also younger ones go. */
  event: { days: 90, most: 10_000 },
  /** Of each application and environment the last `least` stay, however old. */
  deployment: { days: 90, least: 50 },
  /** The variables that a deployment ran with: of each release in each environment only the last `least`; nothing reads those before. */
  settings: { least: 1 },
  /** Of each application the last `least` stay, however old. */
  release: { days: 90, least: 50 },
  /** From its end, with its log. Of each application the last `least` stay, however old. */
  run: { days: 90, least: 200 },
  /** From its end, so that its owner still sees why it is refused. */
  token: { days: 30 },
  /** The answer of a write that was done with an Idempotency-Key. */
  doneWrite: { days: 1 },
} as const
