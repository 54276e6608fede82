/** The built console with the fake API, in Debian's Chromium, used as by a person. */
// Shares nothing: Chromium, and a server on a free port. Others that build `console/dist` run alone.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { Problem } from '@opads/kernel/problem'
import { enqueue, setRun } from '@opads/pluto/fake/run-rows'
import type { Page } from 'playwright-core'
import { routes } from './routes.ts'
import { type Look, signIn } from './test-kit/browser.ts'
import { servedConsole } from './test-kit/served.ts'
import { isDrawn, visitWith } from './test-kit/visit.ts'

const dist = join(import.meta.dirname, 'dist')
const mostScriptBytes = 230 * 1024
const wide: Look = { theme: 'light', language: 'en', width: 1440 }

const served = servedConsole()

const visit = (look: Look, use: (page: Page) => Promise<void>, made?: RegExp) =>
  visitWith(served.browser, look, use, made)

test('signing in and the list of applications are at most 230 KB of compressed JavaScript; other pages come on demand', () =>
  visit(wide, async (page) => {
    const loaded = new Set<string>()
    page.on('response', (response) => {
      const { pathname } = new URL(response.url())
      if (pathname.endsWith('.js')) loaded.add(pathname)
    })
    await signIn(page, served.server.origin)
    await isDrawn(page)
    const first = [...loaded]
    const sources = await Promise.all(first.map((path) => readFile(join(dist, path))))
    const bytes = sources.reduce((sum, source) => sum + gzipSync(source).length, 0)
    assert.ok(bytes > 10_000 && bytes <= mostScriptBytes, `${bytes} bytes`)
    for (const { address } of routes.filter(({ sideMenu }) => sideMenu)) {
      await page.goto(served.server.origin + address.pattern)
      await isDrawn(page)
    }
    assert.ok(loaded.size >= first.length + 4, `${first.length} files, then ${loaded.size}`)
  }))

test('a page whose code an upgrade has deleted is loaded anew', () =>
  visit(
    wide,
    async (page) => {
      await signIn(page, served.server.origin)
      await isDrawn(page)
      await page.route('**/assets/*.js', (route) => route.fulfill({ status: 404 }), { times: 1 })
      await page.getByRole('link', { name: 'Clusters' }).click()
      await page.getByText('Kubernetes 1.37.2').waitFor()
    },
    /Failed to fetch dynamically imported module/,
  ))

test('a person signs in, finds an application, reads why its build failed and sets a variable', () =>
  visit(wide, async (page) => {
    await page.goto(`${served.server.origin}/applications/hello`)
    await page.getByLabel('Account').fill('admin')
    await page.getByLabel('Password').fill('wrong')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('account.wrong-password').waitFor()
    await page.getByLabel('Password').fill('correct horse battery')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { name: 'hello' }).waitFor() // the page that was requested first

    await page.getByRole('link', { name: 'Applications' }).first().click()
    await page.getByPlaceholder('Search by name').fill('hel')
    await page.waitForURL('**/applications?search=hel')
    await page.getByRole('link', { name: 'hello', exact: true }).click()
    await page.getByText('Build 55 failed.').waitFor()
    await page.getByRole('link', { name: 'See the run' }).first().click()
    await page.getByRole('log').getByText("Cannot find name 'visitor'").waitFor()
    await page.getByRole('list', { name: 'Steps' }).getByText('npm run build').waitFor()

    await page.goBack()
    await page.getByRole('link', { name: 'Configuration' }).click() // drawn from the routes
    await page.getByRole('button', { name: 'Set variable…' }).click()
    await page.getByRole('textbox', { name: /^Name/ }).fill('API_KEY')
    await page.getByRole('textbox', { name: 'Value' }).fill('do not show')
    await page.getByLabel(/Secret/).check()
    await page.getByText('opads app secret set hello API_KEY --env sit').waitFor()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('row', { name: /API_KEY secret, write-only/ }).waitFor()
    assert.ok(!(await page.content()).includes('do not show'))
  }))

test('a deploy is watched live from the button to the healthy pods', () =>
  visit(wide, async (page) => {
    await signIn(page, served.server.origin)
    await page.goto(`${served.server.origin}/applications/hello`)
    await page.getByRole('button', { name: 'Deploy release 3 to uat' }).click()
    await page.getByText('opads app deploy hello --to uat --release 3').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Deploy release 3 to uat' }).click()
    const uat = page.getByRole('article', { name: 'uat' })
    await uat.getByText('Rolling out').waitFor()
    await uat.getByText('Release 3').waitFor()
    await uat.getByText('Healthy, 1 of 1 pod').waitFor()
  }))

test('a failure says what, what next, its code and its request, and the page comes back', () =>
  visit(wide, async (page) => {
    await signIn(page, served.server.origin)
    served.server.fake.control.failNext(
      'GET /api/v1/clusters',
      new Problem('tenant.unknown', { tenant: 'samples' }),
    )
    await page.getByRole('link', { name: 'Clusters' }).click()
    const problem = page.getByRole('alert')
    await problem.getByText('There is no tenant "samples"').waitFor()
    await problem.getByText('tenant.unknown').waitFor()
    await problem.getByText(/[0-9a-f]{8}-[0-9a-f-]{27}/).waitFor()
    await problem.getByRole('button', { name: 'Try again' }).click()
    await page.getByText('Kubernetes 1.37.2').waitFor()
  }))

test('what waits is approved by a button, but not by who began it', () =>
  visit(wide, async (page) => {
    await signIn(page, served.server.origin)
    const { store } = served.server.fake
    const open = async (by: string) => {
      const deploy = { kind: 'deploy', application: 'hello', environment: 'uat', release: 3 } as const
      const id = enqueue(store, { ...deploy, cause: `asked by ${by}`, by })
      setRun(store, store.rows.run.find((row) => row.id === id)!, { state: 'waiting' })
      await page.goto(`${served.server.origin}/runs/${id}`)
      await page.getByText('Deploy release 3 of hello to uat?').waitFor()
    }
    await open('admin')
    const why =
      /^admin began run \d+, so another person must decide it\. Ask another deployer: .*--tenant samples/
    for (const name of ['Refuse', 'Approve'])
      await page.getByRole('button', { name, disabled: true }).and(page.getByTitle(why)).waitFor()
    await open('mei')
    await page.getByRole('button', { name: 'Approve' }).click()
    await page.getByText(/opads run approve \d+/).waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Approve', exact: true }).click()
    await page.locator('dt:text-is("Decided by") + dd:text-is("admin")').waitFor()
  }))

test('a broken connection is restored: the log goes on, and so do the changes', () =>
  visit(wide, async (page) => {
    await signIn(page, served.server.origin)
    const run = enqueue(served.server.fake.store, {
      kind: 'build',
      application: 'shop-web',
      cause: 'test',
      by: 'admin',
      ref: 'main',
    })
    await page.goto(`${served.server.origin}/runs/${run}`)
    const log = page.getByRole('log')
    await log.getByText('7d1f0c55 on base node').waitFor()
    served.server.fake.control.cut()
    await log.getByText('14 entries on node').waitFor()
    await log.getByText('The log ends here.').waitFor()
    assert.equal(await log.getByText('7d1f0c55 on base node').count(), 1)
    await page.getByRole('definition').getByText('Succeeded').waitFor()
  }))

test('the log of a pod is shown as it is, and its command names the pod', () =>
  visit(wide, async (page) => {
    await signIn(page, served.server.origin)
    await page.goto(`${served.server.origin}/applications/price-feed`)
    await page.getByRole('link', { name: 'Read the log' }).click()
    await page.getByRole('log').getByText('"pod":"price-feed-6d9f7-kx2bn"').first().waitFor()
    await page
      .getByText('opads app logs price-feed --env sit --pod price-feed-6d9f7-kx2bn --previous')
      .waitFor()
  }))

test('the browser keeps which columns are shown, the address what was sorted and sought', () =>
  visit(wide, async (page) => {
    await signIn(page, served.server.origin)
    await page.goto(`${served.server.origin}/applications/shop-api`)
    const pods = page.getByRole('table', { name: 'Pods' })
    await pods.getByRole('button', { name: 'Choose columns' }).click()
    await page.getByLabel('Restarts').uncheck()
    await pods.getByRole('columnheader', { name: 'Restarts' }).waitFor({ state: 'detached' })
    await page.keyboard.press('Escape')
    await pods.getByRole('button', { name: 'Pod', exact: true }).click()
    await page.getByPlaceholder('Search').fill('5f6b4 uat')
    await page.waitForURL((url) => url.searchParams.get('find') === '5f6b4 uat')
    await page.reload()
    await pods.getByRole('columnheader', { name: 'Node selector' }).waitFor()
    assert.equal(await pods.getByRole('columnheader', { name: 'Restarts' }).count(), 0)
    assert.deepEqual(await pods.getByRole('link').allTextContents(), [
      'shop-api-5f6b4-aa3fk',
      'shop-api-5f6b4-bd7qm',
      'shop-api-5f6b4-c9xtr',
    ])
    await page.getByPlaceholder('Search').fill('nowhere')
    await page.getByText('No row has “nowhere”.').waitFor()
    await page.getByRole('button', { name: 'Clear the search' }).click()
    await pods.getByText('shop-api-66f7c-k2v8s').waitFor()
  }))

test('on a small screen a row has three lines, and shows what the table shows', () =>
  visit({ ...wide, width: 390 }, async (page) => {
    await signIn(page, served.server.origin)
    await page.goto(`${served.server.origin}/applications/shop-api`)
    const row = page.locator('tr').filter({ hasText: 'shop-api-5f6b4-aa3fk' })
    await row.waitFor()
    const tops: number[] = []
    for (const key of ['shop-api-5f6b4-aa3fk', 'n4', 'uat']) {
      const cell = row.locator('td').filter({ hasText: key }).first()
      assert.ok(await cell.isVisible(), key)
      tops.push((await cell.boundingBox())!.y)
    }
    assert.deepEqual(
      tops,
      tops.toSorted((a, b) => a - b),
    )
    assert.equal(new Set(tops).size, 3)
    for (const label of ['Environment', 'Restarts', 'Release'])
      assert.ok(await row.locator(`td[data-label="${label}"]`).isVisible(), label)
  }))

test('a long list is read page by page, and whole where it is sorted; a failed reading is said and the rows stay', () =>
  visit(wide, async (page) => {
    await signIn(page, served.server.origin)
    const { run: runs } = served.server.fake.store.rows
    const first = runs[0]!
    const many = Array.from({ length: 130 }, (_, index) => ({
      ...first,
      id: 1000 + index,
      created_by: `by-${index}`,
    }))
    runs.push(...many)
    await page.goto(`${served.server.origin}/runs`)
    await page.getByText('1–50 of 50 or more').waitFor()
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByText('51–100 of 100 or more').waitFor()
    await page.getByRole('button', { name: 'By', exact: true }).click()
    await page.getByText(`1–50 of ${runs.length}`, { exact: true }).waitFor()
    served.server.fake.control.failNext('GET /api/v1/runs', new Problem('run.unknown', { run: 0 }))
    served.server.fake.store.changes.publish({ topic: 'run', application: 'hello' })
    await page.getByRole('alert').getByText('There is no run 0').waitFor()
    await page.getByRole('row', { name: /by-0/ }).waitFor()
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('alert').waitFor({ state: 'detached' })
    runs.splice(-130)
  }))

test('keys alone lead from the list to a page: j, enter, and the palette', () =>
  visit(wide, async (page) => {
    await signIn(page, served.server.origin)
    await page.getByRole('link', { name: 'hello', exact: true }).waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/applications/hello')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('activ')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/activity')
  }))

test('where the session has ended, signing in leads back to the page', () =>
  visit(wide, async (page) => {
    await signIn(page, served.server.origin)
    await page.goto(`${served.server.origin}/applications/shop-api`)
    await page.getByRole('heading', { name: 'shop-api' }).waitFor()
    await page.context().clearCookies()
    served.server.fake.store.changes.publish({ topic: 'pods', application: 'shop-api' }) // the read that follows is refused
    await page.getByLabel('Password').waitFor()
    assert.equal(await page.getByText('shop-api').count(), 0)
    await page.getByLabel('Account').fill('admin')
    await page.getByLabel('Password').fill('correct horse battery')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { name: 'shop-api' }).waitFor()
  }))

test('an account with a first password gets nowhere before it is changed', () =>
  visit(wide, async (page) => {
    const admin = served.server.fake.store.rows.account.find(({ name }) => name === 'admin')!
    const { password_hash } = admin
    admin.must_change = true
    await page.goto(`${served.server.origin}/sign-in`)
    await page.getByLabel('Account').fill('admin')
    await page.getByLabel('Password').fill('correct horse battery')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL('**/first-password')
    await page.goto(`${served.server.origin}/runs`)
    await page.waitForURL('**/first-password')
    await page.getByLabel('Password you signed in with').fill('correct horse battery')
    await page.getByLabel('New password').fill('correct horse battery')
    await page.getByRole('button', { name: 'Change password' }).click()
    await page.getByText('is the current password').waitFor()
    await page.getByLabel('New password').fill('another horse, another battery')
    await page.getByRole('button', { name: 'Change password' }).click()
    await page.waitForURL('**/applications')
    admin.password_hash = password_hash
  }))
