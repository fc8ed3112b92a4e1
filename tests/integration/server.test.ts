/** The bureau over HTTP: real server process, real PostgreSQL, real files. */
import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, statSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { join } from 'node:path'
import pg from 'pg'
import { type Bureau, startBureau } from '../../scripts/launch.ts'
import { accountSchema, alertSchema, type ClaimSubmission } from '../../src-shared/station-api.ts'
import { sampleAccounts, samplePassword, sampleUnit, secondSampleUnit } from '../../src-shared/sample-world.ts'
import { detail, makeFile, move, newClaimId, send, sendPage, signIn, type SignedIn, submissionOf, submit } from '../parts/bureau-client.ts'
import { folderFor } from '../parts/folder.ts'

const mine = { buyerName: sampleUnit.name, buyerTaxId: sampleUnit.taxId, date: '2026-05-01', amountNet: '90.00', amountTax: '10.00', amountTotal: '100.00' }
let lastNumber = 10_000_000
const invoice = (more: Record<string, string> = {}) => ({ ...mine, invoiceCode: '053002600001', invoiceNumber: String(lastNumber++), ...more })
const code = (expected: string) => (error: { code?: string }) => error.code === expected

describe('the bureau', () => {
  let bureau: Bureau
  let desk: SignedIn
  let other: SignedIn
  let reviewer: SignedIn
  let second: SignedIn

  before(async () => {
    bureau = await startBureau({ dataFolder: join(folder, 'data') })
    desk = await signIn(bureau.url, sampleAccounts.desk1)
    other = await signIn(bureau.url, sampleAccounts.desk2)
    reviewer = await signIn(bureau.url, sampleAccounts.review1)
    second = await signIn(bureau.url, sampleAccounts.review2)
  })
  after(() => bureau.stop())
  const folder = folderFor(after)

  const handIn = async (values = invoice(), amount = '100.00') => {
    const claimId = newClaimId()
    const page = await sendPage(desk, folder, values)
    const submission = submissionOf([page], 1, amount)
    await submit(desk, claimId, submission)
    return { claimId, page, submission }
  }

  test('a server that root starts below a folder closed to others comes up all the same', { skip: process.getuid?.() !== 0 ? 'root alone closes folders to PostgreSQL’s user' : false }, async () => {
    const closed = join(folder, 'closed')
    mkdirSync(closed, { mode: 0o700 })
    const inside = await startBureau({ dataFolder: join(closed, 'deep/data') })
    assert.equal((await fetch(`${inside.url}/api/health`)).status, 200)
    await inside.stop()
    assert.equal(statSync(closed).mode & 0o777, 0o701)
  })

  test('a file is kept exactly once, however often it is sent', async () => {
    const file = makeFile('page', Buffer.alloc(700_000, 7))
    const first = await send(desk, file, folder)
    assert.deepEqual(await send(desk, file, folder), first)
    assert.equal(first.sha256, file.sha256)
    const kept = await desk.client.send('GET', `/api/files/${file.id}`)
    assert.deepEqual(Buffer.from(await kept.arrayBuffer()), file.bytes)
  })

  test('electronic originals are kept under their own type and only ever handed over as downloads without an origin', async () => {
    for (const mediaType of ['application/pdf', 'application/ofd', 'application/xml']) {
      const file = makeFile('original', Buffer.from(`<x xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></x> ${mediaType}`), mediaType)
      await send(desk, file, folder)
      const kept = await reviewer.client.send('GET', `/api/files/${file.id}`)
      assert.equal(kept.headers.get('content-type'), mediaType)
      assert.equal(kept.headers.get('content-disposition'), 'attachment')
      assert.equal(kept.headers.get('x-content-type-options'), 'nosniff')
      assert.match(kept.headers.get('content-security-policy') ?? '', /^sandbox;/)
      assert.deepEqual(Buffer.from(await kept.arrayBuffer()), file.bytes)
    }
    const picture = await send(desk, makeFile('page', Buffer.from('picture')), folder)
    const shown = await reviewer.client.send('GET', `/api/files/${picture.fileId}`)
    assert.equal(shown.headers.get('content-disposition'), null)
    assert.doesNotMatch(shown.headers.get('content-security-policy') ?? '', /sandbox/)
    for (const mediaType of ['text/html', 'image/svg+xml', 'application/octet-stream']) await assert.rejects(send(desk, makeFile('original', Buffer.from('x'), mediaType), folder), code('bad-request'))
  })

  test('a print beside its electronic original counts once at the bureau, a second original of the same kind does not', async () => {
    const [original, print] = [await sendPage(desk, folder, invoice()), await sendPage(desk, folder, {})]
    const asPdf = { ...original, originalMediaType: 'application/pdf' as const, fileName: '发票.pdf', lineItems: [{ name: '*文具*签字笔', amount: '90.00' }], voucherId: 'a-1' }
    const alertsOf = async (pages: ClaimSubmission['pages']) => {
      const claimId = newClaimId()
      await submit(desk, claimId, submissionOf(pages))
      const { alerts, pages: [first] } = await detail(reviewer, claimId)
      await move(desk, claimId, 'recall')
      assert.deepEqual([first!.fileName, first!.originalMediaType, first!.lineItems], ['发票.pdf', 'application/pdf', asPdf.lineItems])
      return alerts.map(({ ruleId }) => ruleId)
    }
    assert.deepEqual(await alertsOf([asPdf, { ...print, fields: original.fields }]), [])
    assert.deepEqual(await alertsOf([asPdf, { ...print, fields: original.fields, originalMediaType: 'application/pdf', voucherId: 'b-1' }]), ['invoice-used-before', 'amounts-disagree'])
  })

  test('bytes that do not have the announced digest are refused, not kept, and may be sent again', async () => {
    const file = makeFile('page', Buffer.from('as announced'))
    await assert.rejects(send(desk, { ...file, bytes: Buffer.from('not announced'.slice(0, 12)) }, folder), code('digest-mismatch'))
    await assert.rejects(desk.client.send('GET', `/api/files/${file.id}`), code('not-found'))
    assert.equal((await send(desk, file, folder)).sha256, file.sha256)
  })

  test('an id that stands for other bytes is refused', async () => {
    const file = makeFile('page', Buffer.from('first'))
    await send(desk, file, folder)
    await assert.rejects(send(desk, { ...makeFile('page', Buffer.from('other')), id: file.id }, folder), code('digest-mismatch'))
    assert.equal((await send(desk, file, folder)).sha256, file.sha256)
  })

  test('another unit’s file and claim do not exist for a unit, asked for by id', async () => {
    const { claimId, page, submission } = await handIn()
    for (const path of [`/api/claims/${claimId}`, `/api/files/${page.pageId}`, `/api/files/${page.pageId}/receipt`]) await assert.rejects(other.client.send('GET', path), code('not-found'))
    await assert.rejects(submit(other, claimId, { ...submission, round: 2 }), code('not-found'))
    await assert.rejects(move(other, claimId, 'recall'), code('not-found'))
  })

  test('a unit may not review, a reviewer may not hand in, and nobody gets in without a session', async () => {
    const { claimId, submission } = await handIn()
    await assert.rejects(move(desk, claimId, 'take'), code('not-allowed'))
    await assert.rejects(submit(reviewer, newClaimId(), submission), code('not-allowed'))
    assert.equal((await fetch(`${bureau.url}/api/claims/${claimId}`)).status, 401)
    assert.equal((await fetch(`${bureau.url}/api/accounts`, { headers: { authorization: `Bearer ${reviewer.session.token}` } })).status, 403)
  })

  test('a claim is taken in only when every byte of it is kept', async () => {
    const page = await sendPage(desk, folder, invoice())
    await assert.rejects(submit(desk, newClaimId(), submissionOf([{ ...page, sha256: 'a'.repeat(64) }])), code('files-missing'))
    await assert.rejects(submit(desk, newClaimId(), submissionOf([{ ...page, captureId: page.pageId as never }])), code('files-missing'))
  })

  test('handing in the same round twice makes one claim, and one history entry', async () => {
    const { claimId, submission } = await handIn()
    await submit(desk, claimId, submission)
    assert.equal((await detail(desk, claimId)).history.filter((step) => step.action === 'submitted').length, 1)
  })

  test('a claim taken by one reviewer is refused to the other, and comes free again', async () => {
    const { claimId } = await handIn()
    await move(reviewer, claimId, 'take')
    await move(reviewer, claimId, 'take')
    await assert.rejects(move(second, claimId, 'take'), code('taken-by-other'))
    await assert.rejects(move(second, claimId, 'approve'), code('state-conflict'))
    await move(reviewer, claimId, 'release')
    assert.equal((await move(second, claimId, 'take')).takenBy?.name, '样例审核乙')
  })

  test('a page goes back with its reason, is retaken, and the claim is approved', async () => {
    const { claimId, page, submission } = await handIn()
    await move(reviewer, claimId, 'take')
    await move(reviewer, claimId, 'return', { pages: [{ pageId: page.pageId, reason: '模糊' }] })
    assert.equal((await detail(desk, claimId)).pages[0]!.returnReason, '模糊')
    const retake = { ...(await sendPage(desk, folder, Object.fromEntries(Object.entries(page.fields).map(([name, field]) => [name, field.value])))), retakeOf: page.pageId }
    await submit(desk, claimId, { ...submission, round: 2, pages: [retake] })
    await move(reviewer, claimId, 'take')
    assert.equal((await move(reviewer, claimId, 'approve')).state, 'approved')
    await assert.rejects(submit(desk, claimId, { ...submission, round: 3 }), code('state-conflict'))
  })

  test('the unit may recall before review, not after it has begun', async () => {
    const { claimId, submission } = await handIn()
    assert.equal((await move(desk, claimId, 'recall')).state, 'draft')
    await submit(desk, claimId, { ...submission, round: 2 })
    await move(reviewer, claimId, 'take')
    await assert.rejects(move(desk, claimId, 'recall'), code('state-conflict'))
  })

  test('the four rules raise their alerts at arrival with level and evidence, each once', async () => {
    const used = invoice()
    await handIn(used)
    const { claimId, submission } = await handIn({ ...used, buyerName: secondSampleUnit.name, buyerTaxId: secondSampleUnit.taxId, date: '2025-12-31', amountTotal: '100.01' })
    await submit(desk, claimId, submission)
    const { alerts } = await detail(desk, claimId)
    assert.deepEqual(alerts.map((alert) => `${alert.ruleId} ${alert.level}`).toSorted((a, b) => a.localeCompare(b)), ['amounts-disagree 2', 'amounts-disagree 2', 'buyer-not-unit 2', 'invoice-used-before 1', 'outside-budget-year 3'])
    assert.ok(alerts.every((alert) => alert.evidence.length > 0 && alert.log[0]!.action === 'raised'))
  })

  test('approval waits for alerts: explained by the unit, judged by the reviewer, every step on record', async () => {
    const used = invoice()
    await handIn(used)
    const { claimId } = await handIn(used)
    const [alert] = (await detail(desk, claimId)).alerts
    await move(reviewer, claimId, 'take')
    await assert.rejects(move(reviewer, claimId, 'approve'), code('alerts-open'))
    await desk.client.ask('POST', `/api/alerts/${alert!.id}/explain`, alertSchema, { text: '分两次支付' })
    await assert.rejects(other.client.ask('POST', `/api/alerts/${alert!.id}/explain`, alertSchema, { text: '…' }), code('not-found'))
    await assert.rejects(second.client.ask('POST', `/api/alerts/${alert!.id}/void`, alertSchema, { text: '…' }), code('state-conflict'))
    const judged = await reviewer.client.ask('POST', `/api/alerts/${alert!.id}/void`, alertSchema, { text: '核实无误' })
    assert.deepEqual(judged.log.map((step) => step.action), ['raised', 'explained', 'voided'])
    await assert.rejects(reviewer.client.ask('POST', `/api/alerts/${alert!.id}/confirm`, alertSchema, { text: '…' }), code('state-conflict'))
    assert.equal((await move(reviewer, claimId, 'approve')).state, 'approved')
  })

  test('the logs of alerts and claims and the feeds take additions alone, from the database’s owner too', async () => {
    const used = invoice()
    await handIn(used)
    await handIn(used)
    const data = join(folder, 'data')
    const port = readFileSync(join(data, 'postgres/postmaster.pid'), 'utf8').split('\n')[3]
    const database = new pg.Client(`postgres://pingying:${readFileSync(join(data, 'postgres-password'), 'utf8').trim()}@127.0.0.1:${port}/pingying`)
    await database.connect()
    try {
      for (const table of ['alert_log', 'claim_history', 'feed_events']) {
        assert.notEqual((await database.query(`SELECT 1 FROM ${table} LIMIT 1`)).rowCount, 0)
        for (const change of [`UPDATE ${table} SET at = now()`, `DELETE FROM ${table}`, `TRUNCATE ${table}`]) await assert.rejects(database.query(change), /append-only/)
      }
    } finally {
      await database.end()
    }
  })

  test('a confirmed first-level alert blocks the payment for good', async () => {
    const used = invoice()
    await handIn(used)
    const { claimId } = await handIn(used)
    const [alert] = (await detail(reviewer, claimId)).alerts
    await move(reviewer, claimId, 'take')
    await reviewer.client.ask('POST', `/api/alerts/${alert!.id}/confirm`, alertSchema, { text: '重复报销' })
    await assert.rejects(move(reviewer, claimId, 'approve'), code('alerts-open'))
  })

  test('what happens is heard within two seconds, and after an absence by its number without a gap', async () => {
    const { claimId } = await handIn()
    const listen = (after: number) => fetch(`${bureau.url}/api/events?after=${after}`, { headers: { authorization: `Bearer ${desk.session.token}` } })
    const reader = (await listen(0)).body!.pipeThrough(new TextDecoderStream()).getReader()
    let heard = ''
    const until = async (pattern: RegExp) => {
      while (!pattern.test(heard)) heard += (await reader.read()).value ?? ''
    }
    await until(new RegExp(`"claimId":"${claimId}"`))
    const seqs = [...heard.matchAll(/^id: (\d+)$/gm)].map((match) => Number(match[1]))
    assert.deepEqual(seqs, seqs.map((_, i) => i + 1))
    heard = ''
    const start = Date.now()
    await move(reviewer, claimId, 'take')
    await until(new RegExp(`"claimId":"${claimId}"`))
    assert.ok(Date.now() - start < 2000)
    await reader.cancel()
  })

  test('a line that is open ends within seconds of its account being disabled or its password changed', async () => {
    const admin = await signIn(bureau.url, sampleAccounts.admin1)
    const ends: [name: string, path: string, body: object][] = [['disabled-1', 'disable', {}], ['changed-1', 'password', { password: 'Another-2026-desk' }]]
    await Promise.all(ends.map(async ([account, path, body]) => {
      await admin.client.ask('POST', '/api/accounts', accountSchema, { account, name: '样例审核丙', role: 'reviewer', unitId: null, password: samplePassword })
      const { session } = await signIn(bureau.url, account)
      const line = await fetch(`${bureau.url}/api/events`, { headers: { authorization: `Bearer ${session.token}` } })
      assert.equal(line.status, 200)
      await admin.client.ask('POST', `/api/accounts/${session.account.id}/${path}`, accountSchema, body)
      const begun = Date.now()
      await line.text()
      assert.ok(Date.now() - begun < 10_000)
    }))
  })

  test('repeated wrong passwords lock an account, known or not, and the administrator unlocks it', async () => {
    for (const account of [sampleAccounts.desk2, 'nobody-at-all']) {
      for (let i = 0; i < 5; i++) await assert.rejects(signIn(bureau.url, account, 'wrong-password'), code('wrong-password'))
      await assert.rejects(signIn(bureau.url, account), code('account-locked'))
    }
    const admin = await signIn(bureau.url, sampleAccounts.admin1)
    await admin.client.send('POST', `/api/accounts/${other.session.account.id}/unlock`)
    assert.equal((await signIn(bureau.url, sampleAccounts.desk2)).session.account.account, sampleAccounts.desk2)
  })

  test('a browser’s cookie is not taken from another site’s page', async () => {
    const body = JSON.stringify({ account: sampleAccounts.review1, password: 'Sample-2026-desk', client: 'browser' })
    const foreign = await fetch(`${bureau.url}/api/session`, { method: 'POST', body, headers: { 'content-type': 'application/json', origin: 'https://elsewhere.example' } })
    assert.equal(foreign.status, 403)
    const own = await fetch(`${bureau.url}/api/session`, { method: 'POST', body, headers: { 'content-type': 'application/json', origin: bureau.url } })
    const cookie = own.headers.get('set-cookie')!
    assert.match(cookie, /HttpOnly/)
    assert.match(cookie, /SameSite=Strict/)
    const { claimId } = await handIn()
    const take = (origin: string) => fetch(`${bureau.url}/api/claims/${claimId}/take`, { method: 'POST', headers: { cookie: cookie.split(';')[0]!, origin } })
    assert.equal((await take('https://elsewhere.example')).status, 403)
    assert.equal((await take(bureau.url)).status, 200)
  })

  test('malformed requests are refused in words, and the server stays up', async () => {
    const headers = { authorization: `Bearer ${desk.session.token}`, 'content-type': 'application/json' }
    for (const [path, body] of [[`/api/claims/${newClaimId()}`, '{"round":'], [`/api/claims/${newClaimId()}`, '{"round":-1}'], ['/api/claims/not-an-id', '{}']] as const) {
      const answer = await fetch(`${bureau.url}${path}`, { method: 'PUT', headers, body })
      assert.equal(answer.status, 400)
      assert.equal(((await answer.json()) as { error: { code: string } }).error.code, 'bad-request')
    }
    assert.equal((await fetch(`${bureau.url}/api/health`)).status, 200)
  })
})
