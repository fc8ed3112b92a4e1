/**
 * `npm start -- --tour`: the main job by itself, in the real app against a real server: papers under the camera, read, checked,
 * submitted, one returned and retaken, alerts explained and judged, all approved. Table on the screen, report and pictures in out/tour.
 * Ends 0 only if every page was approved and what was read equals the truth.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeSampleDesks, root, startBureau } from '../../scripts/launch.ts'
import type { Page } from '../../src-shared/ipc-contract.ts'
import { sampleAccounts } from '../../src-shared/sample-world.ts'
import { type ClaimId, keyFieldsOf } from '../../src-shared/voucher.ts'
import type { DeskTruth, VoucherTruth } from '../../src-samples/desk-picture.ts'
import { DeskDriver } from '../parts/desk-driver.ts'
import { openBrowser, ReviewerDriver } from '../parts/reviewer-driver.ts'

const out = join(root, 'out/tour')
const samples = join(root, 'out/samples')
const plainDesks = ['special', 'normal', 'e-normal', 'digital-normal', 'digital-special', 'two-papers']
const alertDesks = ['other-buyer', 'upper-differs', 'last-year', 'used-again']

interface TourRow { page: number; claim: string; kind: string; fields: Record<string, string>; faults: string[]; bytes: number; upload: string; review: string; wasReturned: boolean }

await rm(out, { recursive: true, force: true })
await mkdir(out, { recursive: true })
const startedAt = Date.now()
say('样例台面 / sample desks')
await makeSampleDesks(samples)
say('财政端 / bureau')
const bureau = await startBureau({ dataFolder: join(out, 'bureau') })
const desk = await DeskDriver.open({ home: join(out, 'station'), serverUrl: bureau.url, sampleDesks: samples })
const browser = await openBrowser()
let exitCode = 1
let returnHeardMs: number | undefined
try {
  const rows = await play()
  const isGood = rows.length > 0 && rows.every((row) => row.review === 'approved' && row.faults.length === 0) && rows.some((row) => row.wasReturned)
  await writeFile(join(out, 'report.json'), JSON.stringify({ ok: isGood, seconds: Math.round((Date.now() - startedAt) / 1000), returnHeardMs, pages: rows }, null, 2))
  printTable(rows)
  exitCode = isGood ? 0 : 1
} catch (error) {
  console.error(error)
  await picture('failed').catch(() => {})
} finally {
  await desk.close().catch(() => {})
  await browser.close()
  await bureau.stop()
}
say(exitCode === 0 ? `走通 / done: ${Math.round((Date.now() - startedAt) / 1000)} s, ${out}` : `未走通 / failed: ${out}`)
process.exit(exitCode)



async function play(): Promise<TourRow[]> {
  await desk.waitOnline()
  await picture('01-claims-empty')
  const reviewer = await ReviewerDriver.signIn(browser, bureau.url, sampleAccounts.review1)
  const first = await firstClaim(reviewer)
  const second = await secondClaim(reviewer)
  await lastPictures()
  const vouchers = [...(await truthOf([...plainDesks, 'focused'])), ...(await truthOf(alertDesks))]
  const pages = [...(await pagesOf(first.id, 'BX-2026-0001')), ...(await pagesOf(second, 'BX-2026-0002'))]
  return pages.map(({ claim, page }, index) => rowOf(index, claim, page, vouchers[index], page.id === first.retakenId))
}

/** Eight pages, one out of focus and retaken at once, one returned by the reviewer and retaken. */
async function firstClaim(reviewer: ReviewerDriver): Promise<{ id: ClaimId; retakenId: string }> {
  say('拍摄第一张报销单 / first claim')
  const id = await desk.newClaim()
  await desk.fillForm({ number: 'BX-2026-0001', purpose: '教学办公用品采购', budgetItem: '公用经费·办公费', payee: '云州蓝天文具有限公司' })
  for (const [index, name] of plainDesks.entries()) {
    await desk.showDesk(name)
    await desk.shoot(id)
    if (index === 1) await picture('02-capture')
  }
  await desk.showDesk('blurred')
  await desk.shoot(id)
  await desk.leaveUntilReady(id, 'BX-2026-0001', 8)
  await desk.cameraOpen()
  await picture('03-blurred-found-at-once')
  await desk.byTest('retake').first().click()
  await desk.showDesk('focused')
  await desk.shoot(id)
  await desk.pagesReady(id, 8)
  await desk.byTest('page').first().click()
  await desk.window.getByTestId('field-amountTotal').locator('input').focus()
  await picture('04-page-read')
  await desk.byTest('fill-amount').click()
  await desk.byTest('submit').click()
  await desk.window.locator('.ant-modal .ant-alert').waitFor()
  await picture('05-submit')
  await desk.byTest('confirm-submit').click()
  await desk.waitState('kept', 120_000)
  await picture('06-kept')

  say('审核退回一页 / one page returned')
  await reviewer.openClaim('BX-2026-0001')
  await reviewer.take()
  await reviewer.page.getByTestId('page').nth(1).click()
  await reviewer.pagesDrawn()
  await picture('07-review', reviewer)
  await reviewer.returnPage(1, '印章处不清，请重拍')
  const returnedAt = Date.now()
  await desk.waitState('returned')
  returnHeardMs = Date.now() - returnedAt
  await desk.byTest('page').nth(1).click()
  await picture('08-returned-at-desk')
  await desk.byTest('retake').first().click()
  await desk.showDesk('normal')
  await desk.shoot(id)
  await desk.pagesReady(id, 8)
  const retakenId = (await desk.call('claim.get', { claimId: id })).pages[1]!.id
  await desk.submit()
  await desk.waitState('kept', 120_000)
  await reviewer.take()
  await reviewer.approve()
  await desk.waitState('approved')
  await picture('09-approved')
  return { id, retakenId }
}

/** Four pages, each with a fault the rules must find; the unit explains, the reviewer judges. */
async function secondClaim(reviewer: ReviewerDriver): Promise<ClaimId> {
  say('拍摄第二张报销单：三级预警 / second claim: alerts')
  await desk.byTest('back').click()
  const id = await desk.newClaim()
  await desk.fillForm({ number: 'BX-2026-0002', purpose: '专用设备维护', budgetItem: '公用经费·维修费', payee: '云州安捷信息技术有限公司' })
  for (const name of alertDesks) {
    await desk.showDesk(name)
    await desk.shoot(id)
  }
  await desk.leaveUntilReady(id, 'BX-2026-0002', 4)
  await desk.byTest('fill-amount').click()
  await desk.byTest('submit').click()
  await desk.byTest('rule-hit').nth(3).waitFor()
  await picture('10-alerts-before-submission')
  for (const box of await desk.byTest('rule-hit').getByRole('textbox').all()) await box.fill('已与开票方核实，情况属实，说明附后。')
  await desk.byTest('confirm-submit').click()
  await desk.waitState('kept', 120_000)
  await reviewer.backToQueue()
  await reviewer.page.locator('[data-testid=queue-claim][data-number="BX-2026-0002"]').waitFor()
  await picture('11-queue', reviewer)
  await reviewer.openClaim('BX-2026-0002')
  await reviewer.take()
  await reviewer.pagesDrawn()
  await picture('12-review-alerts', reviewer)
  await reviewer.judgeAlerts('已电话核对，按说明办理。')
  await reviewer.approve()
  await picture('13-judged', reviewer)
  await desk.waitState('approved')
  return id
}

async function lastPictures(): Promise<void> {
  await picture('14-alerts-at-desk')
  await desk.byTest('back').click()
  await picture('15-claims')
  await desk.window.getByRole('menuitem', { name: /预警|Alerts/ }).click()
  await picture('16-alerts')
  await desk.window.getByRole('menuitem', { name: /设置|Settings/ }).click()
  await picture('17-settings')
  const admin = await ReviewerDriver.signIn(browser, bureau.url, sampleAccounts.admin1)
  await admin.page.locator('.ant-table-row').first().waitFor()
  await picture('18-administration', admin)
}

async function truthOf(names: string[]): Promise<VoucherTruth[]> {
  const truths = await Promise.all(names.map(async (name) => JSON.parse(await readFile(join(samples, `${name}.json`), 'utf8')) as DeskTruth))
  return truths.flatMap((truth) => truth.papers.map((paper) => paper.voucher))
}

async function pagesOf(claimId: ClaimId, claim: string): Promise<{ claim: string; page: Page }[]> {
  return (await desk.call('claim.get', { claimId })).pages.map((page) => ({ claim, page }))
}

function rowOf(index: number, claim: string, page: Page, truth: VoucherTruth | undefined, wasReturned: boolean): TourRow {
  const faults = truth ? keyFieldsOf(truth.kind).filter((name) => page.fields[name]?.value !== truth.fields[name]).map((name) => `${name}: ${page.fields[name]?.value} ≠ ${truth.fields[name]}`) : ['no paper']
  if (truth && page.kind !== truth.kind) faults.push(`kind: ${page.kind} ≠ ${truth.kind}`)
  const fields = Object.fromEntries((['invoiceNumber', 'date', 'amountTotal'] as const).map((name) => [name, page.fields[name]?.value ?? '']))
  return { page: index + 1, claim, kind: page.kind, fields, faults, bytes: page.bytes, upload: page.upload?.state ?? '—', review: page.review, wasReturned }
}

function printTable(rows: TourRow[]): void {
  console.table(rows.map(({ page, kind, fields, bytes, upload, review, wasReturned, faults }) => ({ page, kind, ...fields, KB: Math.round(bytes / 1024), upload, review: wasReturned ? `${review} (returned, retaken)` : review, fields: faults.length === 0 ? 'as printed' : faults.join('; ') })))
  console.log(`退回到桌面 / return heard at the desk: ${returnHeardMs} ms`)
}

async function picture(name: string, from?: ReviewerDriver): Promise<void> {
  const page = from?.page ?? desk.window
  await page.waitForTimeout(250)
  await page.screenshot({ path: join(out, `${name}.png`) })
}

function say(text: string): void {
  console.log(`[${((Date.now() - startedAt) / 1000).toFixed(0).padStart(3)} s] ${text}`)
}
