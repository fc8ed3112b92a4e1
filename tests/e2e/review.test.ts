/** The reviewer's page in a real browser, on a real bureau: who gets in, what is seen, who has a claim, what goes back. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import { type Bureau, startBureau } from '../../scripts/launch.ts'
import { layeredPdf, packLayers } from '../../src-imaging/stages/layered-pdf.ts'
import { pageLayers } from '../../src-imaging/stages/layers.ts'
import { Sheet } from '../../src-samples/sheet.ts'
import { checkVoucher } from '../../src-shared/checks.ts'
import { sampleAccounts, sampleUnit, secondSampleUnit } from '../../src-shared/sample-world.ts'
import type { ClaimSubmission } from '../../src-shared/station-api.ts'
import { detail, newClaimId, sendPage, signIn, type SignedIn, submissionOf, submit } from '../parts/bureau-client.ts'
import { folderFor } from '../parts/folder.ts'
import { openBrowser, ReviewerDriver } from '../parts/reviewer-driver.ts'

/** A page as imaging writes it. */
async function layeredPage(text: string): Promise<Buffer> {
  const sheet = new Sheet(120, 70)
  for (let row = 0; row < 5; row++) sheet.text(8, 14 + 11 * row, text, { sizeMm: 5, font: 'Noto Sans CJK SC' })
  const { data, widthPx, heightPx } = await sheet.draw(10)
  const packed = await packLayers(await pageLayers({ data, widthPx, heightPx }, 254))
  return Buffer.from(await layeredPdf(packed, { widthPx, heightPx, dpi: 254 }, []))
}

const invoice = { invoiceCode: '053002600001', invoiceNumber: '10000001', date: '2026-05-01', buyerName: sampleUnit.name, buyerTaxId: sampleUnit.taxId, amountNet: '90.00', amountTax: '10.00', amountTotal: '100.00' }

describe('the reviewer’s page', () => {
  let bureau: Bureau
  let browser: Browser
  let desk: SignedIn
  let reviewer: ReviewerDriver
  before(async () => {
    bureau = await startBureau({ dataFolder: join(folder, 'bureau') })
    browser = await openBrowser()
    desk = await signIn(bureau.url, sampleAccounts.desk1)
    reviewer = await ReviewerDriver.signIn(browser, bureau.url, sampleAccounts.review1)
  })
  after(async () => {
    await browser.close()
    await bureau.stop()
  })
  const folder = folderFor(after)

  const handIn = async (values: Record<string, string>): Promise<{ claimId: ReturnType<typeof newClaimId>; submission: ClaimSubmission }> => {
    const claimId = newClaimId()
    const submission = submissionOf([await sendPage(desk, folder, values)])
    await submit(desk, claimId, submission)
    return { claimId, submission }
  }

  test('a wrong password is refused in words, and after five the account is locked, in words', async () => {
    const { page } = await ReviewerDriver.signIn(browser, bureau.url, sampleAccounts.review2, 'wrong-password')
    await page.getByText('账号或密码不正确').first().waitFor()
    const submitButton = page.getByRole('button', { name: /登\s*录/ })
    for (let i = 1; i < 6; i++) {
      const answered = page.waitForResponse((response) => response.url().endsWith('/api/session') && response.request().method() === 'POST')
      await submitButton.click()
      await answered
    }
    await page.getByText('已暂时锁定').first().waitFor()
    const admin = await signIn(bureau.url, sampleAccounts.admin1)
    const { session } = await admin.client.send('GET', '/api/accounts').then((answer) => answer.json()).then(({ accounts }) => ({ session: (accounts as { id: string; account: string }[]).find(({ account }) => account === sampleAccounts.review2)! }))
    await admin.client.send('POST', `/api/accounts/${session.id}/unlock`)
  })

  test('a claim taken by one is seen as taken by the other; a page goes back with its reason', async () => {
    const { claimId, submission } = await handIn(invoice)
    const second = await ReviewerDriver.signIn(browser, bureau.url, sampleAccounts.review2)
    await reviewer.openClaim(submission.form.number)
    await second.openClaim(submission.form.number)
    await reviewer.take()
    await second.page.getByText('样例审核甲 正在审核').first().waitFor({ timeout: 2000 })
    assert.equal(await second.page.getByTestId('take').count() + await second.page.getByTestId('approve').count(), 0)
    await reviewer.returnPage(0, '印章处不清')
    assert.deepEqual((await detail(desk, claimId)).pages.map((page) => page.returnReason), ['印章处不清'])
  })

  test('a claim that does not exist is said in words, with a way back', async () => {
    await reviewer.page.goto(`${bureau.url}/#claim=${newClaimId()}`)
    await reviewer.page.getByText('没有找到该记录').waitFor()
    await reviewer.page.getByTestId('back').click()
    await reviewer.page.locator('.ant-segmented').first().waitFor()
  })

  test('pages kept as PDF are shown with all their print, many at once; where print cannot be drawn, no page is shown without it, and that is said', async () => {
    const pages = await Promise.all(Array.from({ length: 8 }, async (_, i) => sendPage(desk, folder, invoice, await layeredPage(`第${i + 1}页 云州市示范实验小学 100.00`))))
    const submission = submissionOf(pages)
    await submit(desk, newClaimId(), submission)
    const own = await ReviewerDriver.signIn(browser, bureau.url, sampleAccounts.review1)
    const { page } = own
    await own.openClaim(submission.form.number)
    await own.pagesDrawn()
    const dark = await page.evaluate(async () => Promise.all([...document.querySelectorAll('.page-list image, .page-image image')].map(async (shown) => {
      const image = Object.assign(new Image(), { src: shown.getAttribute('href')! })
      await image.decode()
      const context = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height }).getContext('2d')!
      context.drawImage(image, 0, 0)
      const { data } = context.getImageData(0, 0, image.width, image.height)
      return data.filter((value, at) => at % 4 === 1 && value < 110).length / (image.width * image.height)
    })))
    for (const [i, share] of dark.entries()) assert.ok(share > 0.01, `picture ${i}: ${share} of it is print`)
    await page.route('**/pdfjs-*/**', (route) => route.abort())
    await page.reload()
    await page.getByText('这一页的图像没有打开').waitFor()
    assert.equal(await page.locator('.page-image image, .page-list image').count(), 0)
  })

  test('what the desk doubted about a picture is said, and marked where it has a place', async () => {
    const page = await sendPage(desk, folder, invoice)
    const submission = submissionOf([{ ...page, quality: { verdict: 'retake', reasons: [{ code: 'glare', regionPx: [[20, 10], [50, 10], [50, 30], [20, 30]] }, { code: 'blur' }] } }])
    await submit(desk, newClaimId(), submission)
    const own = await ReviewerDriver.signIn(browser, bureau.url, sampleAccounts.review1)
    await own.openClaim(submission.form.number)
    await own.page.getByTestId('flaws').getByText('影像存疑：反光、模糊').waitFor()
    assert.deepEqual(await own.page.locator('.page-image .flaw').evaluateAll((marks) => marks.map((mark) => mark.getAttribute('points'))), ['20,10 50,10 50,30 20,30'])
    assert.equal(await own.page.locator('.page-list').getByText('影像存疑').count(), 1)
  })

  test('in English nothing but what was written in Chinese by people and papers is Chinese', async () => {
    const fields = { ...invoice, buyerName: secondSampleUnit.name, buyerTaxId: secondSampleUnit.taxId, amountTotal: '100.01', date: '2025-05-01', amountTotalUpper: '壹佰圆整' }
    const page = await sendPage(desk, folder, fields)
    const qr = ['01,10,053002600001,10000002,91.00,20250501,,']
    const checks = checkVoucher({ kind: page.kind, fields: page.fields, qr, unitTaxId: sampleUnit.taxId, today: '2026-11-24' })
    const submission = submissionOf([{ ...page, qr, checks }])
    await submit(desk, newClaimId(), submission)
    await reviewer.page.getByText('English').click()
    assert.deepEqual(await chineseOn(reviewer.page, []), [])
    await reviewer.openClaim(submission.form.number)
    assert.deepEqual(await chineseOn(reviewer.page, ['测试', '壹佰圆整']), [])
    await reviewer.page.getByRole('button', { name: 'Sign out' }).click()
    await reviewer.page.getByText('Reviewer’s sign-in').waitFor()
    assert.deepEqual(await chineseOn(reviewer.page, []), [])
  })
})

/** Chinese words on the screen, less names of the sample world, the other language's own name, and `given` words. */
async function chineseOn(page: Page, given: string[]): Promise<string[]> {
  const known = ['凭', '中文', '系统 / system', sampleUnit.name, secondSampleUnit.name, '样例审核甲', '样例审核乙', '样例经办甲', '测试', ...given]
  const text = known.reduce((rest, word) => rest.replaceAll(word, ''), await page.locator('body').innerText())
  return text.match(/.*[\u4e00-\u9fff，。：、]+.*/g) ?? []
}
