/** The live picture in the real desk: outlines follow the papers, and the desk tells empty, moving and steady. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { startBureau, type Bureau } from '../../scripts/launch.ts'
import type { Quad } from '../../src-shared/voucher.ts'
import { DeskDriver } from '../parts/desk-driver.ts'
import { folderFor } from '../parts/folder.ts'
import { filmDesks } from '../parts/moving-desk.ts'

describe('the preview', () => {
  const folder = folderFor(after)
  let bureau: Bureau
  let desk: DeskDriver
  let rests: Map<string, Quad>
  before(async () => {
    const whole = { name: 'whole', rest: [0.55, 0.45], turnDeg: 12, mat: 'walnut' } as const
    const films = [whole, { ...whole, name: 'beyond', rest: [0.95, 0.5] }, { ...whole, name: 'bumped', bumpPx: 50 }] as const
    rests = await filmDesks(join(folder, 'desks'), films, { widthPx: 1280, frames: [90, 30, 90] })
    bureau = await startBureau({ dataFolder: join(folder, 'bureau') })
    desk = await DeskDriver.open({ home: join(folder, 'station'), serverUrl: bureau.url, sampleDesks: join(folder, 'desks') })
    await desk.waitOnline()
    await desk.newClaim()
  })
  after(async () => {
    await desk.close()
    await bureau.stop()
  })
  const seen = (state: string, papers: number) => desk.window.locator(`[data-testid=seen][data-state=${state}][data-papers="${papers}"]`)

  test('an empty mat, a paper that moves in, and the same lying still are told apart; its outline lies on it', async () => {
    await seen('empty', 0).waitFor()
    await seen('moving', 1).waitFor()
    await seen('steady', 1).waitFor()
    const { points, box } = await seen('steady', 1).evaluate((element) => ({
      points: element.querySelector('polygon')!.getAttribute('points')!, box: element.querySelector('svg')!.getAttribute('viewBox')!,
    }))
    const [, , widthPx, heightPx] = box.split(' ').map(Number)
    const outline = points.split(' ').map((point) => point.split(',').map(Number)) as Quad
    const farthest = Math.max(...outline.map(([x, y]) => Math.min(...rests.get('whole')!.map(([u, v]) => Math.hypot(x - u * widthPx!, y - v * heightPx!)))))
    assert.ok(farthest < 0.01 * widthPx!, `a corner is ${farthest.toFixed(1)} of ${widthPx} px off`)
    assert.equal(await seen('steady', 1).getByText('1 张，已放稳').count(), 1)
    assert.equal(await seen('steady', 1).locator('polygon.cut').count(), 0)
  })

  test('a picture that lies still is not looked at again and again: reading has the processor', async () => {
    await seen('steady', 1).waitFor()
    const looks = await desk.byTest('seen').evaluate(async (element) => {
      const at = () => Number(element.getAttribute('data-looks'))
      const counts: number[] = []
      // The film goes round: only what is seen while it lies still counts.
      for (let i = 0; i < 60; i++) {
        if (element.getAttribute('data-state') === 'steady') counts.push(at())
        else if (counts.length > 8) break
        else counts.length = 0
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      return counts
    })
    assert.ok(looks.length > 8, 'it never lay still')
    assert.ok(looks.at(-1)! - looks[0]! <= 1, `looked ${looks.at(-1)! - looks[0]!} times at the same picture`)
  })

  test('a paper that reaches beyond the picture is said to, before the shutter', async () => {
    await desk.showDesk('beyond')
    await seen('steady', 1).locator('polygon.cut').waitFor()
    assert.equal(await desk.byTest('seen').getByText('有票据超出画面').count(), 1)
  })

  test('the mat is learnt by itself while it is cleared and a card laid down; a bumped camera is said at once', async () => {
    await desk.showDesk('whole')
    await desk.byTest('learn-mat').click()
    await desk.byTest('mat-known').getByText('已按银行卡校准').waitFor()
    assert.equal(await desk.byTest('mat-learning').count(), 0)
    await seen('steady', 1).waitFor()
    assert.equal(await desk.byTest('mat-moved').count(), 0)
    await desk.showDesk('bumped')
    await desk.byTest('mat-moved').waitFor()
    await desk.showDesk('whole')
    await seen('steady', 1).waitFor()
    assert.equal(await desk.byTest('mat-moved').count(), 0)
    await desk.byTest('mat-known').click()
    await desk.window.getByText('不再使用校准').click()
    await desk.byTest('learn-mat').waitFor()
  })

  test('the eyes killed: the camera and the shutter go on, and outlines come back by themselves', async () => {
    await desk.showDesk('whole')
    await seen('steady', 1).waitFor()
    execFileSync('pkill', ['-KILL', '-P', String(desk.app.process().pid), '-f', 'src-imaging/main.ts'])
    await desk.cameraOpen()
    const before = Number(await desk.byTest('seen').getAttribute('data-looks'))
    await desk.until(async () => Number(await desk.byTest('seen').getAttribute('data-looks')) > before, 30_000, 'nothing looks any more')
  })
})
