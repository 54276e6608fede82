/** One visit of the console by a test, in a page of its own. */
import assert from 'node:assert/strict'
import type { Browser, Page } from 'playwright-core'
import { type Look, openPage } from './browser.ts'

/**
 * What the page's policy refused or its scripts threw is a failure.
 * @param made what else the test itself makes fail
 */
export async function visitWith(
  browser: Browser,
  look: Look,
  use: (page: Page) => Promise<void>,
  made?: RegExp,
): Promise<void> {
  const page = await openPage(browser, look)
  page.setDefaultTimeout(15_000)
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    const isExpected = /Failed to load resource|Refused:/.test(message.text()) // what a test made the API refuse
    if (message.type() === 'error' && !isExpected && !made?.test(message.text())) faults.push(message.text())
  })
  try {
    await use(page)
    assert.deepEqual(faults, [])
  } finally {
    await page.context().close()
  }
}

export const isDrawn = (page: Page) =>
  page.waitForFunction(
    () => document.querySelector('h1, [role=alert]') !== null && document.querySelector('.progress') === null,
  )
