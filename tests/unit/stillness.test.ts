/** What counts as movement under the camera, and what does not. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { brightnessOf, hasMoved, Stillness } from '../../src-renderer/capture/stillness.ts'
import { Random } from '../../src-samples/random.ts'

const [widthPx, heightPx] = [512, 384]

/** A mat with a bright sheet on it, the sensor's noise over it. */
function frame({ sheetAt, gain = 1, noise = 1, finger = false }: { sheetAt: number | null; gain?: number; noise?: number; finger?: boolean }) {
  const random = new Random(noise)
  const data = new Uint8Array(3 * widthPx * heightPx)
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const isSheet = sheetAt !== null && x >= sheetAt && x < sheetAt + 200 && y > 60 && y < 300
      const isFinger = finger && x > 300 && x < 345 && y > 330
      const value = (isFinger ? 170 : isSheet ? 190 : 60) * gain + random.between(-9, 9)
      data.fill(Math.min(255, Math.max(0, value)), 3 * (y * widthPx + x), 3 * (y * widthPx + x) + 3)
    }
  }
  return brightnessOf({ data, widthPx, heightPx })
}

describe('stillness', () => {
  const lying = frame({ sheetAt: 100 })

  test('noise and a new exposure are no movement', () => {
    assert.equal(hasMoved(lying, frame({ sheetAt: 100, noise: 2 })), false)
    assert.equal(hasMoved(lying, frame({ sheetAt: 100, noise: 3, gain: 1.12 })), false)
    assert.equal(hasMoved(lying, frame({ sheetAt: 100, noise: 4, gain: 0.85 })), false)
  })

  test('a sheet laid down, one pushed by a hundredth of the picture, and a finger at the edge are movement', () => {
    assert.equal(hasMoved(frame({ sheetAt: null }), lying), true)
    assert.equal(hasMoved(lying, frame({ sheetAt: 105, noise: 2 })), true)
    assert.equal(hasMoved(lying, frame({ sheetAt: 100, noise: 2, finger: true })), true)
  })

  test('a sheet that creeps is looked at again once it is somewhere else, however slow it is', () => {
    const stillness = new Stillness()
    stillness.hear(lying, 0)
    stillness.looked(lying)
    const looks = Array.from({ length: 12 }, (_, i) => stillness.hear(frame({ sheetAt: 100 + i, noise: i }), 100 * i))
    assert.equal(looks[0], false)
    assert.equal(looks.at(-1), true)
  })

  test('it counts as lying still half a second after the last movement, not before', () => {
    const stillness = new Stillness()
    stillness.hear(frame({ sheetAt: 40 }), 0)
    stillness.hear(lying, 1000)
    assert.equal(stillness.isSettled(1400), false)
    stillness.hear(frame({ sheetAt: 100, noise: 2 }), 1450)
    assert.equal(stillness.isSettled(1500), true)
  })
})
