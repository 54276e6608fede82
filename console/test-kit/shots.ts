/** `node console/test-kit/shots.ts FOLDER [PAGE…]`: screenshots of the pages, wide and narrow, light and dark, zh and en. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '@opads/kernel/problem'
import { addExtremes } from '@opads/pluto/fake/seed/extremes'
import { routes } from '../routes.ts'
import { type Look, openBrowser, openPage, signIn } from './browser.ts'
import { buildConsole } from './build.ts'
import { startFake } from './server.ts'

const [folder = 'shots', ...only] = process.argv.slice(2)
const looks: readonly Look[] = [
  { theme: 'light', language: 'en', width: 1440 },
  { theme: 'dark', language: 'zh', width: 1440 },
  { theme: 'light', language: 'zh', width: 390 },
  { theme: 'dark', language: 'en', width: 390 },
]
/** By their file names: every page of the console, and the same pages with unusual data. */
const pages: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    routes
      .filter(({ isOutside }) => !isOutside)
      .flatMap(({ address }) => address.examples)
      .map((path) => [path.slice(1).replace(/[^\w-]+/g, '-'), path]),
  ),
  'no-match': '/applications?search=nothing',
  'shop-api': '/applications/shop-api',
  ledger: '/applications/ledger',
  'run-live': '/runs/57',
  'run-unknown': '/runs/9',
  'members-none': '/tenants/research/members',
  'audit-none': '/audit?act=nothing&outcome=failed',
  long: '/applications/quarterly-reconciliation-batch',
  'long-config': '/applications/quarterly-reconciliation-batch/config',
  'long-log': '/runs/4711',
  'row-none': '/users?find=nobody',
  'users-sorted': '/users?sort=-tenants&page=2',
  nowhere: '/nowhere',
}
await mkdir(folder, { recursive: true })
await buildConsole()
const server = await startFake()
addExtremes(server.fake)
const browser = await openBrowser()
for (const look of looks) {
  const page = await openPage(browser, look)
  const shoot = (name: string) =>
    page.screenshot({
      path: join(folder, `${name}-${look.width}-${look.theme}-${look.language}.png`),
      fullPage: look.width < 760,
    })
  await page.goto(`${server.origin}/sign-in`)
  await page.waitForSelector('form')
  if (only.length === 0 || only.includes('sign-in')) await shoot('sign-in')
  await signIn(page, server.origin)
  for (const [name, path] of Object.entries(pages)) {
    if (only.length > 0 && !only.includes(name)) continue
    await page.goto(server.origin + path)
    await page.waitForSelector('h1, .note')
    await page.evaluate(() => document.fonts.ready.then(() => undefined))
    await page.waitForFunction(() => document.querySelector('.progress') === null)
    await shoot(name)
  }
  const open = async (name: string, path: string, press: () => Promise<void>) => {
    if (only.length > 0 && !only.includes(name)) return
    await page.goto(server.origin + path)
    await page.waitForSelector('h1')
    await press()
    await page.waitForSelector('dialog[open]')
    await shoot(name)
  }
  await open('deploy', '/applications/hello', () => page.locator('.title .button.primary').click())
  await open('delete', '/applications/hello', () => page.locator('.page-foot .button').click())
  await open('variable', '/applications/hello/config', () => page.locator('.title .button.primary').click())
  await open('scale', '/applications/hello', () => page.locator('.environment .foot .button').first().click())
  await open('user', '/users', () => page.locator('.title .button.primary').click())
  if (only.length === 0 || only.includes('failed')) {
    server.fake.control.failNext('GET /api/v1/clusters', new Problem('tenant.unknown', { tenant: 'samples' }))
    await page.goto(`${server.origin}/clusters`)
    await page.waitForSelector('[role=alert]')
    await shoot('failed')
  }
  if (only.length === 0 || only.includes('columns')) {
    await page.goto(`${server.origin}/applications/shop-api`)
    await page
      .locator('.columns-button')
      .first()
      .click({ force: true })
      .catch(() => {})
    await shoot('columns')
  }
  await open('palette', '/applications', () => page.keyboard.press('Control+k'))
  await page.context().close()
}
await browser.close()
server.close()
process.exit(0)
