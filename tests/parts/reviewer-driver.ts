/** Drives the reviewer's page in Debian's Chromium. */
import { type Browser, chromium, type Page } from 'playwright'
import { samplePassword } from '../../src-shared/sample-world.ts'

export async function openBrowser(): Promise<Browser> {
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return chromium.launch({ executablePath: process.env.PINGYING_CHROMIUM ?? '/usr/bin/chromium', args })
}

export class ReviewerDriver {
  readonly page: Page
  private readonly url: string

  private constructor(page: Page, url: string) {
    this.page = page
    this.url = url
  }

  /** Signs in with a session of its own. */
  static async signIn(browser: Browser, url: string, account: string, password = samplePassword): Promise<ReviewerDriver> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })
    const page = await context.newPage()
    page.setDefaultTimeout(30_000)
    await page.goto(url)
    await page.getByLabel('账号').fill(account)
    await page.getByLabel('密码').fill(password)
    await page.getByRole('button', { name: /登\s*录/ }).click()
    return new ReviewerDriver(page, url)
  }

  async openClaim(number: string): Promise<void> {
    await this.page.locator(`[data-testid=queue-claim][data-number="${number}"]`).click()
    await this.page.getByTestId('page-view').waitFor()
  }

  async take(): Promise<void> {
    await this.page.getByTestId('take').click()
    await this.page.getByTestId('approve').waitFor()
  }

  /** Every page of the claim is drawn, in the list and large. */
  async pagesDrawn(): Promise<void> {
    const pages = await this.page.getByTestId('page').count()
    for (const drawn of [this.page.locator('.page-list image[href^="blob:"]').nth(pages - 1), this.page.locator('.page-image image[href^="blob:"]')]) await drawn.waitFor({ state: 'attached' })
  }

  async returnPage(index: number, reason: string): Promise<void> {
    await this.page.getByTestId('return-page').nth(index).click()
    await this.page.locator('.reason input').fill(reason)
    await this.page.keyboard.press('Escape')
    await this.page.getByTestId('return').click()
    await this.state('returned')
  }

  /** Judges every open alert: the gravest are voided, the others confirmed. */
  async judgeAlerts(finding: string): Promise<void> {
    for (let open = await this.openAlerts(); open > 0; open = await this.openAlerts()) {
      const card = this.page.locator('[data-testid=alert][data-state=open], [data-testid=alert][data-state=explained]').first()
      const isFirstLevel = ((await card.getAttribute('class')) ?? '').includes('level-1')
      await card.getByTestId('finding').fill(finding)
      await card.getByTestId(isFirstLevel ? 'void-alert' : 'confirm-alert').click()
      await this.page.waitForFunction((before) => document.querySelectorAll('[data-testid=alert][data-state=open], [data-testid=alert][data-state=explained]').length < before, open)
    }
  }

  private openAlerts(): Promise<number> {
    return this.page.locator('[data-testid=alert][data-state=open], [data-testid=alert][data-state=explained]').count()
  }

  async approve(): Promise<void> {
    await this.page.getByTestId('approve').click()
    await this.page.getByTestId('confirm-approve').click()
    await this.state('approved')
  }

  async state(state: string): Promise<void> {
    await this.page.locator(`[data-testid=claim-state][data-state=${state}]`).waitFor()
  }

  async backToQueue(): Promise<void> {
    await this.page.goto(`${this.url}/#`)
    await this.page.locator('.ant-segmented').first().waitFor()
  }
}
