/** Two people change the same: the built console on the fake API, in Debian's Chromium. */
// Shares nothing: Chromium, and a server on a free port. Others that build `console/dist` run alone.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setVariables } from '@opads/pluto/fake/variable'
import type { Page } from 'playwright-core'
import { type Look, signIn } from './test-kit/browser.ts'
import { servedConsole } from './test-kit/served.ts'
import { visitWith } from './test-kit/visit.ts'

const served = servedConsole()
const visit = (language: Look['language'], use: (page: Page) => Promise<void>) =>
  visitWith(served.browser, { theme: 'light', language, width: 1440 }, async (page) => {
    await signIn(page, served.server.origin)
    await use(page)
  })
const place = { application: 'hello', environment: 'sit' as const }
/** Somebody else, at another screen. */
const others = (values: Readonly<Record<string, string>>) =>
  setVariables(served.server.fake.store, place, values, { isSecret: false, by: 'mei' })
const roleOf = (account: string, tenant: string) =>
  served.server.fake.store.rows.member.find((row) => row.account === account && row.tenant === tenant)

test('a variable that another has changed meanwhile is not overwritten unseen, and what was typed stays', () =>
  visit('en', async (page) => {
    others({ GREETING: 'first' })
    await page.goto(`${served.server.origin}/applications/hello/config`)
    await page.getByRole('button', { name: 'GREETING', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Value' }).fill('mine')
    others({ GREETING: 'theirs' })
    // What the stream brings while the dialog is open has not been seen.
    served.server.fake.store.changes.publish({ topic: 'application', application: 'hello' })
    await page.getByText('theirs').waitFor()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.getByText('write.stale').waitFor()
    await dialog.getByText('What was to be changed is no longer as it was read').waitFor()
    await page.getByText('theirs').waitFor()

    await dialog.getByRole('button', { name: 'Read again' }).click()
    await dialog.getByText('What you typed is still here').waitFor()
    assert.equal(await dialog.getByRole('textbox', { name: 'Value' }).inputValue(), 'mine')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('row', { name: /GREETING mine/ }).waitFor()
  }))

test('the same in Chinese; and a person’s own changes, one after the other, are none of others', () =>
  visit('zh', async (page) => {
    await page.goto(`${served.server.origin}/applications/hello/config`)
    const dialog = page.getByRole('dialog')
    const save = async (value: string) => {
      await page.getByRole('button', { name: 'GREETING', exact: true }).click()
      await dialog.getByRole('textbox').fill(value)
      await dialog.getByRole('button', { name: '保存' }).click()
    }
    await save('one')
    await page.getByRole('row', { name: /GREETING one/ }).waitFor()
    await save('two')
    await page.getByRole('row', { name: /GREETING two/ }).waitFor()
    await page.getByRole('button', { name: 'GREETING', exact: true }).click()
    others({ OTHER: 'x' })
    await dialog.getByRole('button', { name: '保存' }).click()
    await dialog.getByText('要修改的内容在读取之后已发生变化').waitFor()
    await dialog.getByRole('button', { name: '重新读取' }).click()
    await dialog.getByText('您填写的内容仍在').waitFor()
  }))

test('an application in which something was begun meanwhile, and a member with another role, are not removed unseen', () =>
  visit('en', async (page) => {
    const dialog = page.getByRole('dialog')
    const { rows } = served.server.fake.store
    await page.goto(`${served.server.origin}/tenants/retail/members`)
    await page.getByRole('button', { name: 'Remove mei' }).click()
    roleOf('mei', 'retail')!.role = 'viewer'
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click()
    await dialog.getByText('write.stale').waitFor()
    assert.ok(roleOf('mei', 'retail'))

    await page.goto(`${served.server.origin}/applications/price-feed`)
    await page.getByRole('button', { name: 'Delete application…' }).click()
    await dialog.getByRole('textbox').fill('price-feed')
    rows.run.push({ ...rows.run.find(({ application }) => application === 'price-feed')!, id: 9000 })
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
    await dialog.getByText('write.stale').waitFor()
    assert.ok(rows.application.some(({ name }) => name === 'price-feed'))
    await dialog.getByRole('button', { name: 'Read again' }).click()
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
    await page.waitForURL('**/applications')
  }))
