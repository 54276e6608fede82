/** Starts Chromium to view the console, by hand or in tests. */
import { type Browser, chromium, type Page } from 'playwright-core'

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none'],
  })

export type Look = {
  readonly theme: 'light' | 'dark'
  readonly language: 'en' | 'zh'
  readonly width: number
}

export async function openPage(browser: Browser, { theme, language, width }: Look): Promise<Page> {
  const context = await browser.newContext({
    isMobile: width < 760,
    hasTouch: width < 760,
    viewport: { width, height: width < 760 ? 844 : 900 },
    colorScheme: theme,
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  })
  return context.newPage()
}

export async function signIn(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/sign-in`)
  await page.locator('input[autocomplete="username"]').fill('admin')
  await page.locator('input[type="password"]').fill('correct horse battery')
  await page.locator('button[type="submit"]').click()
  await page.waitForURL('**/applications')
}
