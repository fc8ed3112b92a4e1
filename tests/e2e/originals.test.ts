/** Electronic originals, search, corrections and covers in the real desk, against a real bureau. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Bureau, makeSampleDesks, root, startBureau } from '../../scripts/launch.ts'
import { pageDpi } from '../../src-imaging/documents/document.ts'
import { makeScan } from '../../src-samples/desks.ts'
import { digitalPage } from '../../src-samples/documents/invoice-pages.ts'
import { makeOfd } from '../../src-samples/documents/ofd.ts'
import { makePdf, readablePdfs, refusedPdfs, type SamplePdf } from '../../src-samples/documents/pdf.ts'
import { makeXml } from '../../src-samples/documents/xml.ts'
import { Random } from '../../src-samples/random.ts'
import { sampleAccounts } from '../../src-shared/sample-world.ts'
import type { ClaimId } from '../../src-shared/voucher.ts'
import { signIn } from '../parts/bureau-client.ts'
import { DeskDriver } from '../parts/desk-driver.ts'
import { folderFor } from '../parts/folder.ts'
import { openBrowser, ReviewerDriver } from '../parts/reviewer-driver.ts'

const samples = join(root, 'out/samples')
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const sample = (all: SamplePdf[], name: string) => all.find((one) => one.name === name)!

describe('electronic originals at the desk', () => {
  let bureau: Bureau
  let desk: DeskDriver
  let begunMs: number
  const folder = folderFor(after)
  before(async () => {
    await makeSampleDesks(samples)
    bureau = await startBureau({ dataFolder: join(folder, 'bureau') })
    desk = await DeskDriver.open({ home: join(folder, 'station'), serverUrl: bureau.url, sampleDesks: samples })
    await desk.waitOnline()
    begunMs = performance.now()
  })
  after(async () => {
    await desk.close()
    await bureau.stop()
  })

  const newClaim = async (number: string): Promise<ClaimId> => {
    await desk.window.getByRole('menuitem', { name: /报销单/ }).click()
    if (await desk.byTest('back').isVisible()) await desk.byTest('back').click()
    const claimId = await desk.newClaim()
    await desk.fillForm({ number, purpose: '办公用品', budgetItem: '办公费', payee: '云州蓝天文具有限公司' })
    return claimId
  }
  const claim = (claimId: ClaimId) => desk.call('claim.get', { claimId })

  test('dropped files become pages with exact fields and rows; bad ones are named with the reason and hold nothing up', async () => {
    const claimId = await newClaim('F-drop')
    const good = sample(readablePdfs(3), 'digital-special')
    const refused = refusedPdfs(3)
    const bad = ['encrypted', 'script', 'truncated', 'many-pages'].map((name) => sample(refused, name))
    await desk.drop([...bad.map(({ name, bytes }) => ({ name: `${name}.pdf`, bytes })), { name: 'notes.txt', bytes: Buffer.from('only text') }, { name: '空.pdf', bytes: Buffer.alloc(0) }, { name: '电子发票.pdf', bytes: good.bytes }])
    await desk.window.getByText('不是能处理的 PDF').first().waitFor()
    await desk.pagesReady(claimId, 1)
    const { pages, captures } = await claim(claimId)
    const [truth, page] = [good.vouchers[0]!, pages[0]!]
    assert.equal(page.kind, truth.kind)
    for (const [name, value] of Object.entries(truth.fields)) assert.equal(page.fields[name as keyof typeof page.fields]?.value, value, name)
    assert.deepEqual([page.originalMediaType, page.fileName, page.documentPage, page.model, page.lacksOriginal], ['application/pdf', '电子发票.pdf', 1, null, false])
    assert.deepEqual(captures.filter(({ state }) => state === 'parked').map(({ fileName, error }) => [fileName, error]), bad.map(({ name, refusal }) => [`${name}.pdf`, refusal]))
    for (const words of ['加了密码', '脚本', '没有下载完', '文件太大']) await desk.byTest('page-strip').getByText(words).first().waitFor()
    await desk.byTest('page').first().click()
    await desk.byTest('original-file').getByText('电子发票.pdf').waitFor()
    if (page.lineItems.length > 0) assert.equal(await desk.byTest('line-items').locator('tbody tr.ant-table-row').count(), page.lineItems.length)
  })

  test('OFD and XML are read as they state themselves; two formats of one invoice count once', async () => {
    const claimId = await newClaim('F-formats')
    const xml = makeXml(41, { version: '0.32' })
    const ofd = makeOfd(41, { kind: 'digital-normal', tags: 'root' })
    assert.equal(ofd.original.fields.invoiceNumber, xml.original.fields.invoiceNumber)
    await desk.drop([{ name: '数电票.xml', bytes: xml.bytes }, { name: '数电票.ofd', bytes: ofd.bytes }])
    await desk.pagesReady(claimId, 2)
    const { pages } = await claim(claimId)
    for (const page of pages) for (const [name, value] of Object.entries(xml.original.fields)) assert.equal(page.fields[name as keyof typeof page.fields]?.value, value, `${page.fileName} ${name}`)
    assert.deepEqual(pages.map(({ originalMediaType, model }) => [originalMediaType, model]), [['application/xml', null], ['application/ofd', null]])
    assert.deepEqual(pages[0]!.lineItems, xml.original.lineItems)
    assert.equal(pages[1]!.copyOf?.pageId, pages[0]!.id)
    await desk.byTest('fill-amount').getByText(xml.original.fields.amountTotal!).waitFor()
    assert.deepEqual((await desk.call('claim.checkRules', { claimId })).filter(({ rule }) => rule.id === 'invoice-used-before'), [])
    await desk.byTest('page').nth(1).click()
    await desk.byTest('copy-of').getByText('另一种格式').waitFor()
  })

  test('the same original put in twice is said gently and is there once', async () => {
    const claimId = await newClaim('F-twice')
    const { bytes } = sample(readablePdfs(6), 'rail-e')
    await desk.drop([{ name: '车票.pdf', bytes }])
    await desk.pagesReady(claimId, 1)
    await desk.drop([{ name: '车票 (1).pdf', bytes }])
    const told = desk.window.locator('.ant-notification-notice', { hasText: '车票 (1).pdf' })
    await told.getByText('这份原件已在本单中').waitFor()
    assert.equal(await told.locator('.ant-notification-notice-icon-info').count(), 1)
    const { pages, captures } = await claim(claimId)
    assert.deepEqual([pages.length, captures.length], [1, 1])
  })

  test('files are picked in a window of the system; what cannot be taken in is named', async () => {
    const claimId = await newClaim('F-pick')
    const [good, text] = [join(folder, '票.pdf'), join(folder, 'text.pdf')]
    writeFileSync(good, sample(readablePdfs(4), 'rail-e').bytes)
    writeFileSync(text, 'no pdf at all')
    await desk.answerDialogs({ open: [text, good, join(folder, 'gone.pdf')] })
    await desk.byTest('pick-files').click()
    await desk.window.getByText('text.pdf').first().waitFor()
    await desk.window.getByText('gone.pdf').first().waitFor()
    await desk.pagesReady(claimId, 1)
    assert.deepEqual((await claim(claimId)).pages.map(({ kind, fileName }) => [kind, fileName]), [['rail-e', '票.pdf']])
  })

  test('the print of an original is known as its copy, counts once, and the reviewer gets the original’s own bytes', async () => {
    const claimId = await newClaim('F-copy')
    const { jpeg, voucher: invoice } = await makeScan(77, 'digital-normal', 200)
    await desk.drop([{ name: '打印件.jpg', bytes: jpeg }])
    await desk.pagesReady(claimId, 1)
    await desk.byTest('lacks-original').waitFor()
    const lines = invoice.lineItems.map(({ name, amount, unit = '', quantity = '', unitPrice = '', taxRate = '', tax = '' }) => ({ name, amount, unit, quantity, unitPrice, taxRate, tax }))
    const pdf = makePdf([digitalPage({ kind: 'digital-normal', fields: invoice.fields, lines, qr: invoice.qr[0]! })])
    await desk.drop([{ name: '原件.pdf', bytes: pdf }])
    await desk.pagesReady(claimId, 2)
    const [print, original] = (await claim(claimId)).pages
    assert.deepEqual([print!.copyOf?.pageId, original!.copyOf], [original!.id, null])
    await desk.byTest('page').first().click()
    await desk.byTest('copy-of').getByText('打印件').waitFor()
    await desk.byTest('open-original').click()
    await desk.byTest('original-file').getByText('原件.pdf').waitFor()
    await desk.byTest('fill-amount').click()
    assert.equal((await desk.call('claim.checkRules', { claimId })).length, 0)
    await desk.submit()
    await desk.waitState('kept')

    const seen = await signIn(bureau.url, sampleAccounts.review1)
    const kept = await seen.client.send('GET', `/api/files/${original!.captureId}`)
    assert.equal(kept.headers.get('content-type'), 'application/pdf')
    assert.match(kept.headers.get('content-disposition') ?? '', /^attachment/)
    assert.equal(sha256(Buffer.from(await kept.arrayBuffer())), sha256(pdf))
    const browser = await openBrowser()
    try {
      const reviewer = await ReviewerDriver.signIn(browser, bureau.url, sampleAccounts.review1)
      await reviewer.openClaim('F-copy')
      await reviewer.page.getByTestId('copy').waitFor()
      await reviewer.page.getByTestId('page').nth(1).click()
      const [download] = await Promise.all([reviewer.page.waitForEvent('download'), reviewer.page.getByTestId('download-original').click()])
      assert.equal(download.suggestedFilename(), '原件.pdf')
      assert.equal(sha256(readFileSync(await download.path())), sha256(pdf))
    } finally {
      await browser.close()
    }
  })

  test('Ctrl+F finds any text; choosing a hit opens the page with the place marked', async () => {
    const claimId = await newClaim('F-search')
    const pdf = sample(readablePdfs(5), 'vat-e')
    await desk.drop([{ name: 'seek.pdf', bytes: pdf.bytes }])
    await desk.pagesReady(claimId, 1)
    const number = pdf.vouchers[0]!.fields.invoiceNumber!
    await desk.window.keyboard.press('Control+f')
    await desk.byTest('search-input').fill(number.slice(1, 7))
    const hit = desk.byTest('search-hit').filter({ hasText: 'F-search' })
    await hit.waitFor()
    assert.equal(await hit.locator('mark').first().textContent(), number.slice(1, 7))
    await hit.click()
    await desk.byTest('mark').first().waitFor()
    const [pageId] = (await claim(claimId)).pages.map(({ id }) => id)
    assert.equal(await desk.window.locator('.strip-page.chosen').getAttribute('data-page-id'), pageId)
    await desk.byTest('back').click()
    await desk.byTest('search-input').fill('绝无此字')
    await desk.window.getByText('没有页面包含').waitFor()
  })

  test('a person’s correction survives reading again with another model, and is exported only when asked', async () => {
    const claimId = await newClaim('F-correct')
    const { jpeg, voucher: invoice } = await makeScan(78, 'digital-normal', 200)
    await desk.drop([{ name: 'scan.jpg', bytes: jpeg }])
    await desk.pagesReady(claimId, 1)
    const input = desk.byTest('field-sellerName').locator('input')
    await input.fill('云州更正公司')
    await input.press('Enter')
    await desk.until(async () => (await claim(claimId)).pages[0]!.fields.sellerName?.source === 'person', 10_000, 'not corrected')
    const before = (await claim(claimId)).pages[0]!
    await desk.call('settings.save', { ...(await desk.call('settings.get')), engine: 'tesseract' })
    await desk.byTest('back').click()
    await desk.openClaim('F-correct')
    await desk.byTest('read-again').click()
    await desk.until(async () => (await claim(claimId)).pages[0]!.model !== before.model, 120_000, 'not read again')
    const page = (await claim(claimId)).pages[0]!
    assert.deepEqual([page.id, page.position, page.fields.sellerName?.value, page.fields.sellerName?.source], [before.id, before.position, '云州更正公司', 'person'])
    await desk.byTest('read-again').waitFor({ state: 'hidden' })
    await desk.call('settings.save', { ...(await desk.call('settings.get')), engine: 'auto' })

    const out = join(folder, 'out')
    mkdirSync(out)
    await desk.window.getByRole('menuitem', { name: '设置' }).click()
    await desk.answerDialogs({ save: join(out, 'c.jsonl') })
    await desk.byTest('export-corrections').click()
    await desk.window.getByText('更正记录已导出').waitFor()
    const lines = readFileSync(join(out, 'c.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)
    const { at: _, ...line } = lines.find(({ value }) => value === '云州更正公司')!
    assert.deepEqual(line, { kind: 'digital-normal', name: 'sellerName', readValue: invoice.fields.sellerName, readScore: before.fields.sellerName ? line.readScore : null, value: '云州更正公司', model: before.model })
    assert.deepEqual(readdirSync(out), ['c.jsonl'])
    await desk.byTest('corrections').getByRole('checkbox').check()
    await desk.byTest('export-corrections').click()
    await desk.until(async () => readdirSync(out).includes('c-images'), 10_000, 'no images')
  })

  test('a claim’s own cover sends what follows to its claim, and undo brings it back', async () => {
    await sleep(Math.max(0, begunMs + 41_000 - performance.now()))
    const named = await newClaim('F-named')
    const cover = join(folder, 'cover.pdf')
    await desk.answerDialogs({ save: cover })
    await desk.byTest('save-cover').click()
    await desk.window.getByText('封面已保存').waitFor()
    const from = await newClaim('F-from')
    const { jpeg } = await makeScan(79, 'digital-normal', 150)
    await desk.drop([{ name: 'cover.pdf', bytes: readFileSync(cover) }, { name: 'after.jpg', bytes: jpeg }])
    await desk.window.getByText('已转到报销单 F-named').waitFor()
    await desk.until(async () => (await claim(named)).pages.length === 2, 60_000, 'the pages did not follow the cover')
    assert.equal((await claim(named)).pages[0]!.dpi, pageDpi, 'a page of an imaging process that has worked for a minute is drawn as finely as its first')
    assert.equal(await desk.window.getByLabel('报销单编号').inputValue(), 'F-named')
    await desk.byTest('undo-cover').click()
    await desk.until(async () => (await claim(from)).pages.length === 2, 10_000, 'not moved back')
    assert.equal((await claim(named)).pages.length, 0)
  })
})

describe('the desk killed while files are taken in', () => {
  const folder = folderFor(after)
  test('every file that was said to be kept is there once and is read; nothing half written stays', async () => {
    const bureau = await startBureau({ dataFolder: join(folder, 'bureau') })
    const home = join(folder, 'station')
    const open = () => DeskDriver.open({ home, serverUrl: bureau.url, sampleDesks: samples })
    const random = new Random(5)
    const safe = new Map<string, string>()
    let desk = await open()
    const { claimId } = await desk.call('claim.create')
    for (let kill = 0; kill < 5; kill++) {
      const taking = addFiles(desk, claimId, readablePdfs(20 + kill).slice(0, 4), safe)
      await sleep(random.between(5, 250))
      const ended = new Promise((resolve) => desk.app.process().once('exit', resolve))
      desk.app.process().kill('SIGKILL')
      await ended
      await taking
      desk = await open()
    }
    assert.ok(safe.size > 0, 'no file was kept before the kills')
    await desk.until(async () => (await desk.call('claim.get', { claimId })).capturesWaiting === 0, 120_000, 'not everything was read')
    const { captures, pages } = await desk.call('claim.get', { claimId })
    for (const [captureId, digest] of safe) {
      assert.deepEqual(captures.filter(({ id }) => id === captureId).map(({ state }) => state), ['ready'])
      assert.equal(sha256(readFileSync(join(home, 'vault', digest.slice(0, 2), `${digest}.pdf`))), digest)
      assert.equal(pages.filter((page) => page.captureId === captureId).length, 1)
    }
    assert.deepEqual(readdirSync(join(home, 'vault/incoming')), [])
    await desk.close()
    await bureau.stop()
  })
})

/** File after file through the window's own call, until the desk dies under it; what was answered as kept is noted. */
async function addFiles(desk: DeskDriver, claimId: ClaimId, files: readonly SamplePdf[], safe: Map<string, string>): Promise<void> {
  for (const { name, bytes } of files) {
    const captureId = await desk.window.evaluate(async ({ base64, claimId, name }) => {
      const { pingying } = window as unknown as { pingying: { call: Record<string, (input: unknown) => Promise<{ ok: boolean; value?: { captureId: string } }>> } }
      const answer = await pingying.call['file.add']!({ claimId, name, bytes: Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)) })
      return answer.value?.captureId ?? null
    }, { base64: bytes.toString('base64'), claimId, name: `${name}.pdf` }).catch(() => null)
    if (!captureId) return
    safe.set(captureId, sha256(bytes))
  }
}
