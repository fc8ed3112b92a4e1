/** Papers found in stills as poor light makes them, against their true corners. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { distance } from '../../src-imaging/opencv.ts'
import { decodePicture } from '../../src-imaging/stages/decode.ts'
import { findItems } from '../../src-imaging/stages/find-items.ts'
import { makeVoucher } from '../../src-samples/make-voucher.ts'
import { photograph } from '../../src-samples/photograph.ts'

const kinds = ['bus', 'card-slip', 'rail-e', 'digital-normal', 'air-e'] as const
const seeds = [9001, 9002, 9004, 9005, 9006]

test('a paper half in shade, across a fold or on a mat as dark as the shade is found whole, and nothing else is', async () => {
  const faults: string[] = []
  for (const kind of kinds) {
    for (const seed of seeds) {
      const { jpeg, truth: { quadPx, widthPx, heightPx } } = await photograph(makeVoucher(seed, { kind }), seed, { severity: 'degraded', dpi: 130 })
      const items = await findItems(await decodePicture(jpeg))
      const worstPx = Math.max(...quadPx.map((corner) => Math.min(...items[0]!.corners.map((found) => distance(corner, found)))))
      if (items.length !== 1 || worstPx > 0.01 * Math.max(widthPx, heightPx)) faults.push(`${kind} ${seed}: ${items.length} found, a corner ${worstPx.toFixed(0)} px off`)
    }
  }
  assert.deepEqual(faults, [])
})
