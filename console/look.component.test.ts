/** The built console with the fake API, in Debian's Chromium, every page in both themes and languages. */
// Shares nothing: Chromium, and a server on a free port. Others that build `console/dist` run alone.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inputFault } from '@opads/kernel/input-fault'
import { said } from '@opads/kernel/message'
import { Problem } from '@opads/kernel/problem'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { routes } from './routes.ts'
import { type Look, signIn } from './test-kit/browser.ts'
import { foreignWords } from './test-kit/foreign.ts'
import { servedConsole } from './test-kit/served.ts'
import { isDrawn, visitWith } from './test-kit/visit.ts'

const wide: Look = { theme: 'light', language: 'en', width: 1440 }
const pages = [
  ...routes.flatMap(({ address }) => address.examples),
  // The same pages with unusual data
  '/applications/shop-api',
  '/applications/ledger',
  '/runs/4711',
  '/tenants/research/members',
  '/nowhere',
]

const served = servedConsole()

const visit = (look: Look, use: (page: Page) => Promise<void>, made?: RegExp) =>
  visitWith(served.browser, look, use, made)

for (const look of [
  wide,
  { theme: 'dark', language: 'zh', width: 1440 },
  { theme: 'dark', language: 'en', width: 390 },
  { theme: 'light', language: 'zh', width: 390 },
] as const satisfies readonly Look[]) {
  test(`every page is accessible and fits: ${look.theme}, ${look.language}, ${look.width} px`, () =>
    visit(look, async (page) => {
      await signIn(page, served.server.origin)
      const faults: string[] = []
      for (const path of pages) {
        await page.goto(served.server.origin + path)
        await isDrawn(page)
        faults.push(...(await faultsOf(page)).map((fault) => `${path}: ${fault}`))
      }
      await page.goto(`${served.server.origin}/applications/shop-api`)
      await isDrawn(page)
      await page.locator('.title .button.primary').click()
      faults.push(...(await faultsOf(page)).map((fault) => `deploy: ${fault}`))
      await page.keyboard.press('Escape')
      await page.keyboard.press('Control+k')
      await page.getByRole('listbox').waitFor()
      faults.push(...(await faultsOf(page)).map((fault) => `palette: ${fault}`))
      assert.deepEqual(faults, [])
    }))
}

test('a page in Chinese says nothing in English', () =>
  visit({ theme: 'light', language: 'zh', width: 1440 }, async (page) => {
    await signIn(page, served.server.origin)
    const faults: string[] = []
    const look = async (name: string) => {
      await isDrawn(page)
      for (const said of await foreignWords(page, served.server.fake)) faults.push(`${name}: ${said}`)
    }
    for (const path of [
      ...pages,
      '/applications/price-feed',
      '/runs/57',
      '/applications/ledger/config',
      '/runs/9',
    ]) {
      await page.goto(served.server.origin + path)
      await look(path)
    }
    const dialogs = {
      '/applications/hello': 6,
      '/applications/hello/config': 3,
      '/users': 3,
      '/tenants': 2,
      '/tenants/retail/members': 3,
      '/account': 2,
    }
    for (const [path, least] of Object.entries(dialogs)) {
      await page.goto(served.server.origin + path)
      await isDrawn(page)
      const buttons = page.locator(
        'main button:visible:not(.copy, .chip, th button, .title .button:not(.primary))',
      )
      let opened = 0
      for (let index = 0; index < (await buttons.count()); index += 1) {
        await buttons.nth(index).click()
        if (await page.locator('dialog[open]').isVisible()) {
          opened += 1
          await look(`${path} ${await page.locator('dialog h2').textContent()}`)
        }
        await page.keyboard.press('Escape') // also closes an open choice of columns
      }
      assert.ok(opened >= least, `${path}: ${opened} dialogs`)
    }
    const faulty = {
      source: said('input.body'),
      count: 2,
      faults: [inputFault('name', said('input.name')), inputFault('port', said('input.not-json'))],
    }
    for (const [code, facts] of Object.entries({
      'input.invalid': faulty,
      'tenant.unknown': { tenant: 'samples' },
    })) {
      const route = 'GET /api/v1/clusters'
      served.server.fake.control.failNext(route, new Problem(code as 'input.invalid', facts))
      await page.goto(`${served.server.origin}/clusters`)
      await page.getByRole('alert').waitFor()
      await look(code)
    }
    assert.deepEqual(faults, [])
  }))

/** Accessibility violations (axe), and whether the page is wider than its window. */
async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    const { violations } = await axe.run()
    const wider = document.documentElement.scrollWidth - window.innerWidth
    const cut = [...document.querySelectorAll('dialog[open], dialog[open] .dialog-form')].filter(
      (one) => one.scrollWidth > one.clientWidth,
    )
    return [
      ...violations.flatMap((one) =>
        one.nodes.map(
          (node) => `${one.id}: ${node.html.slice(0, 160)} ${node.failureSummary?.split('\n')[1] ?? ''}`,
        ),
      ),
      ...cut.map((one) => `cut off: ${one.textContent.slice(0, 60)}`),
      ...(wider > 0 ? [`wider than the window by ${wider} px`] : []),
    ]
  })
  return found
}
