/** Members of a tenant, changed in the built console on the fake API, in Debian's Chromium. */
// Shares nothing: Chromium, and a server on a free port. Others that build `console/dist` run alone.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { signIn } from './test-kit/browser.ts'
import { servedConsole } from './test-kit/served.ts'
import { visitWith } from './test-kit/visit.ts'

const served = servedConsole()
const visit = (use: (page: Page) => Promise<void>) =>
  visitWith(served.browser, { theme: 'light', language: 'en', width: 1440 }, async (page) => {
    await signIn(page, served.server.origin)
    await use(page)
  })
const roleOf = (account: string, tenant: string) =>
  served.server.fake.store.rows.member.find((row) => row.account === account && row.tenant === tenant)?.role

test('a member is added, gets another role and is removed; what is refused is said', () =>
  visit(async (page) => {
    await page.goto(`${served.server.origin}/tenants`)
    await page.getByRole('link', { name: '· Members of research' }).click()
    await page.getByText('Nobody is in this tenant yet.').waitFor()
    await page.getByRole('button', { name: 'Add member…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Account').fill('nobody-here')
    await dialog.getByText('Developer', { exact: true }).click()
    await dialog.getByText('opads member add nobody-here --tenant research --role developer').waitFor()
    await dialog.getByRole('button', { name: 'Add', exact: true }).click()
    await dialog.getByText('account.not-there').waitFor()
    await dialog.getByLabel('Account').fill('noor')
    await page.keyboard.press('Enter')
    await page.getByRole('row', { name: /noor Developer/ }).waitFor()
    assert.equal(roleOf('noor', 'research'), 'developer')

    await page.getByRole('button', { name: 'noor', exact: true }).press('Enter')
    await dialog.getByText('Deployer', { exact: true }).click()
    await dialog.getByText('The same in every environment.').waitFor()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('row', { name: /noor Deployer/ }).waitFor()
    assert.equal(roleOf('noor', 'research'), 'deployer')

    await page.getByRole('button', { name: 'Remove noor' }).click()
    await dialog.getByText('opads member remove noor --tenant research --yes').waitFor()
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click()
    await page.getByText('Nobody is in this tenant yet.').waitFor()
    assert.equal(roleOf('noor', 'research'), undefined)
  }))
test('who may only see reads why, and nothing opens', () =>
  visit(async (page) => {
    const { rows } = served.server.fake.store
    rows.account.find(({ name }) => name === 'admin')!.is_admin = false
    rows.member.find(({ account, tenant }) => account === 'admin' && tenant === 'retail')!.role = 'viewer'
    await page.goto(`${served.server.origin}/tenants`)
    await page.getByRole('link', { name: '· Members of retail' }).click()
    const why = /Your role in retail does not allow this.*opads access explain member.change --tenant retail/
    for (const name of ['Add member…', 'Remove mei', 'mei']) {
      const button = page.getByRole('button', { name, exact: true })
      assert.match((await button.getAttribute('title'))!, why)
      await button.click({ force: true })
      assert.equal(await page.getByRole('dialog').count(), 0)
    }
    await page.goto(`${served.server.origin}/tenants/finance/members`)
    await page.getByText('tenant.unknown').waitFor()
  }))
