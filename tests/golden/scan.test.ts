/** The scan command on pictures with known truth: what is printed is what is read, and bad files are told apart. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { after, describe, test } from 'node:test'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { root } from '../../scripts/launch.ts'
import { deskPlans, makeDesk, makeScan, makeStill } from '../../src-samples/desks.ts'
import type { VoucherTruth } from '../../src-samples/desk-picture.ts'
import { type ScanItem, type ScanResult, scanResultSchema } from '../../src-shared/scan.ts'
import { sampleUnit } from '../../src-shared/sample-world.ts'
import { type FieldName, keyFieldsOf, type Quad } from '../../src-shared/voucher.ts'
import { folderFor } from '../parts/folder.ts'

function scan(args: string[], program = root): { status: number | null; results: ScanResult[] } {
  const { status, stdout } = spawnSync(process.execPath, [join(program, 'src-imaging/cli.ts'), ...args], { maxBuffer: 1e9, encoding: 'utf8', env: { ...process.env, PINGYING_MODELS: join(program, 'no-models') } })
  return { status, results: stdout.split('\n').filter(Boolean).map((line) => scanResultSchema.parse(JSON.parse(line))) }
}

function nearest(items: ScanItem[], quad: Quad): ScanItem {
  const middle = (points: Quad) => [points.reduce((sum, p) => sum + p[0], 0) / 4, points.reduce((sum, p) => sum + p[1], 0) / 4] as const
  const [x, y] = middle(quad)
  const far = (item: ScanItem) => Math.hypot(middle(item.quadPx)[0] - x, middle(item.quadPx)[1] - y)
  return items.toSorted((a, b) => far(a) - far(b))[0]!
}

function faultsOf(item: ScanItem, voucher: VoucherTruth): string[] {
  const faults = item.kind === voucher.kind ? [] : [`kind ${item.kind} ≠ ${voucher.kind}`]
  const wanted = [...keyFieldsOf(voucher.kind), 'amountTotalUpper'] as FieldName[]
  return [...faults, ...wanted.filter((name) => item.fields[name]?.value !== voucher.fields[name]).map((name) => `${name} ${item.fields[name]?.value} ≠ ${voucher.fields[name]}`)]
}

describe('the scan command', () => {
  const folder = folderFor(after)
  const write = (name: string, bytes: Uint8Array) => {
    const path = join(folder, name)
    writeFileSync(path, bytes)
    return path
  }

  test('every paper of every sample desk is found to the pixel, read as printed, and the blurred one is to be retaken', async () => {
    const desks = await Promise.all(deskPlans.map(async ({ name }) => ({ name, ...(await makeDesk(name)) })))
    const paths = desks.map(({ name, jpeg }) => write(`${name}.jpg`, jpeg))
    const { status, results } = scan(['--json', '--out', folder, '--unit-tax-id', sampleUnit.taxId, ...paths])
    assert.equal(status, 0)
    assert.deepEqual(results.map((result) => result.file), paths)
    for (const [index, { name, truth }] of desks.entries()) {
      const result = results[index]!
      assert.ok(result.ok)
      assert.equal(result.items.length, truth.papers.length, `${name}: papers`)
      for (const paper of truth.papers) {
        const item = nearest(result.items, paper.quadPx)
        const worst = Math.max(...item.quadPx.map((corner, i) => Math.hypot(corner[0] - paper.quadPx[i]![0], corner[1] - paper.quadPx[i]![1])))
        assert.ok(worst < 6, `${name}: a corner is ${worst.toFixed(1)} px off`)
        if (truth.isBlurred) assert.deepEqual([item.quality.verdict, item.quality.reasons[0]?.code], ['retake', 'blur'])
        else assert.deepEqual({ verdict: item.quality.verdict, faults: faultsOf(item, paper.voucher) }, { verdict: 'good', faults: [] }, name)
      }
    }
    const failing = (name: string) => (results[desks.findIndex((desk) => desk.name === name)] as ScanResult & { ok: true }).items[0]!.checks.filter((check) => !check.ok).map((check) => check.rule)
    assert.deepEqual(failing('upper-differs'), ['upper'])
    assert.deepEqual(failing('other-buyer'), ['buyer'])
    assert.deepEqual(failing('special'), [])
  })

  test('on other papers, mats and places nothing that is called sure is wrong, and nearly every field is right', async () => {
    const stills = await Promise.all(([['vat-special', 11], ['vat-normal', 12], ['vat-e-normal', 13], ['digital-normal', 14], ['digital-special', 15]] as const).map(([kind, seed]) => makeStill(seed, kind)))
    const { results } = scan(['--json', '--out', folder, ...stills.map(({ jpeg }, i) => write(`still-${i}.jpg`, jpeg))])
    let wrong = 0
    let all = 0
    for (const [i, { truth }] of stills.entries()) {
      const { voucher, quadPx } = truth.papers[0]!
      const item = nearest((results[i] as ScanResult & { ok: true }).items, quadPx)
      for (const name of keyFieldsOf(voucher.kind)) {
        const isWrong = item.fields[name]?.value !== voucher.fields[name]
        all++
        if (isWrong) wrong++
        assert.ok(!(isWrong && item.fields[name]?.sure), `sure but wrong: ${name} ${item.fields[name]?.value} ≠ ${voucher.fields[name]}`)
      }
    }
    assert.ok(wrong <= all * 0.04, `${wrong} of ${all} fields wrong`)
  })

  test('a flat scan is one item, the whole picture; tesseract reads its kind and numbers too', async () => {
    const { jpeg, voucher } = await makeScan(21, 'vat-e-normal', 300)
    const { results } = scan(['--json', '--out', folder, '--engine', 'tesseract', write('flat.jpg', jpeg)])
    const result = results[0] as ScanResult & { ok: true }
    assert.deepEqual(result.items[0]!.quadPx, [[0, 0], [result.widthPx, 0], [result.widthPx, result.heightPx], [0, result.heightPx]])
    assert.equal(result.items[0]!.kind, 'vat-e-normal')
    assert.equal(result.items[0]!.fields.invoiceNumber?.value, voucher.fields.invoiceNumber)
  })

  test('every page of a scanner’s TIFF is an item of its own, and a stack too high is refused', async () => {
    const vouchers = await Promise.all((['digital-normal', 'digital-special'] as const).map((kind, i) => makeScan(24 + i, kind, 200)))
    const stack = (pages: Buffer[]) => sharp(pages, { join: { animated: true } }).tiff({ compression: 'jpeg', quality: 90 }).toBuffer()
    const sheet = { width: 2000, height: 1400, fit: 'contain', background: '#fff', withoutEnlargement: true } as const
    const pages = await Promise.all(vouchers.map(({ jpeg }) => sharp(jpeg).resize(sheet).png().toBuffer()))
    const tooMany = Array.from({ length: 51 }, () => sharp({ create: { width: 4, height: 4, channels: 3, background: '#fff' } }).png().toBuffer())
    const { results } = scan(['--json', '--out', folder, write('stack.tiff', await stack(pages)), write('high.tiff', await stack(await Promise.all(tooMany)))])
    const [first, second] = results
    assert.ok(first?.ok && second && !second.ok)
    assert.deepEqual(first.items.map(({ page, fields }) => [page, fields.invoiceNumber?.value]), vouchers.map(({ voucher }, i) => [i + 1, voucher.fields.invoiceNumber]))
    assert.equal(new Set(first.items.map(({ output }) => output.path)).size, 2)
    assert.equal(second.error.code, 'too-large')
  })

  test('where no model of PP-OCR is installed, tesseract reads by itself, and PP-OCR asked for by name is refused', async () => {
    const program = installedWithout('@gutenye', join(folder, 'program'))
    const { jpeg, voucher } = await makeScan(23, 'vat-e-normal', 200)
    const path = write('plain.jpg', jpeg)
    const byItself = scan(['--json', '--out', folder, path], program)
    assert.equal(byItself.status, 0)
    const [auto] = byItself.results as (ScanResult & { ok: true })[]
    const [asked] = scan(['--json', '--out', folder, '--engine', 'tesseract', path]).results as (ScanResult & { ok: true })[]
    assert.equal(auto!.items[0]!.fields.invoiceNumber?.value, voucher.fields.invoiceNumber)
    assert.deepEqual(auto!.items[0]!.lines, asked!.items[0]!.lines)
    const byName = scan(['--json', '--out', folder, '--engine', 'paddle', path], program)
    assert.deepEqual([byName.status, byName.results.map(({ ok }) => ok)], [1, [false]])
  })

  test('bad files are told apart, each in its place, and do not keep the good one from being read', async () => {
    const { jpeg } = await makeScan(22, 'digital-normal', 150)
    const paths = [
      write('text.jpg', Buffer.from('this is only text')), write('cut.jpg', jpeg.subarray(0, jpeg.length / 2)), write('huge.png', hugePng(30_000)), write('empty.jpg', Buffer.alloc(0)),
      join(folder, 'missing.jpg'), write('good.jpg', jpeg),
    ]
    const { status, results } = scan(['--json', '--out', folder, ...paths])
    assert.equal(status, 1)
    assert.deepEqual(results.map((result) => (result.ok ? 'ok' : result.error.code)), ['unsupported', 'truncated', 'too-large', 'unreadable', 'not-found', 'ok'])
  })

  test('wrong usage ends 2 and prints nothing on standard output', () => {
    for (const args of [[], ['--json'], ['--json', '--nonsense', 'a.jpg'], ['a.jpg']]) assert.deepEqual(scan(args), { status: 2, results: [] })
  })
})

/** The scan command as it is where one scope of packages was never installed: its own files, and links to all other packages. */
function installedWithout(scope: string, folder: string): string {
  for (const part of ['src-imaging', 'src-shared', 'resources', 'package.json']) cpSync(join(root, part), join(folder, part), { recursive: true })
  const packages = join(root, 'node_modules')
  mkdirSync(join(folder, 'node_modules'))
  for (const name of readdirSync(packages)) if (name !== scope) symlinkSync(join(packages, name), join(folder, 'node_modules', name))
  return folder
}

/** A valid PNG of one colour, small on disk and `side` x `side` pixels when opened. */
function hugePng(side: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const framed = Buffer.alloc(8 + data.length + 4)
    framed.writeUInt32BE(data.length, 0)
    body.copy(framed, 4)
    framed.writeUInt32BE(crc32(body), 8 + data.length)
    return framed
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header.set([1, 0, 0, 0, 0], 8)
  const rows = deflateSync(Buffer.alloc(side * (1 + Math.ceil(side / 8))))
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))])
}
