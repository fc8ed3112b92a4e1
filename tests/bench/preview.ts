/** Outlines on the live picture: how often they are made anew while papers move, and what they cost the picture itself. */
import { join } from 'node:path'
import { startBureau } from '../../scripts/launch.ts'
import { DeskDriver } from '../parts/desk-driver.ts'
import { filmDesks } from '../parts/moving-desk.ts'
import { bar, row } from './table.ts'

const watchedMs = 20_000

interface Shown { frames: number; seconds: number }

export async function previewOutlines(folder: string): Promise<void> {
  // It moves all the time: every frame shows something new.
  await filmDesks(join(folder, 'desks'), [{ name: 'moving', from: [0.25, 0.4], rest: [0.75, 0.6], turnDeg: 8 }], { widthPx: 1920, frames: [0, 60, 0] })
  const bureau = await startBureau({ dataFolder: join(folder, 'bureau') })
  const desk = await DeskDriver.open({ home: join(folder, 'station'), serverUrl: bureau.url, sampleDesks: join(folder, 'desks') })
  try {
    await desk.waitOnline()
    const bare = await bareStream(desk)
    await desk.newClaim()
    await desk.byTest('seen').waitFor()
    const looksBefore = await looks(desk)
    const outlined = await shownIn(desk)
    bar('outlines made anew while papers move, 2 MP stream', (await looks(desk) - looksBefore) / outlined.seconds, 'a second', '>=', 10)
    row('frames of the preview shown, with outlines', outlined.frames / outlined.seconds, 'a second', 'the same stream in a bare window', bare.frames / bare.seconds)
  } finally {
    await desk.close()
    await bureau.stop()
  }
}

const looks = async (desk: DeskDriver) => Number(await desk.byTest('seen').getAttribute('data-looks'))

/** The stream in a video element alone, on a screen without a camera. */
async function bareStream(desk: DeskDriver): Promise<Shown> {
  await desk.window.evaluate(async () => {
    const video = document.createElement('video')
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 8192 }, height: { ideal: 8192 } } })
    video.muted = true
    video.style.width = '400px'
    document.body.append(video)
    await video.play()
  })
  const shown = await shownIn(desk)
  await desk.window.evaluate(() => {
    const video = document.querySelector('video')!
    for (const track of (video.srcObject as MediaStream).getTracks()) track.stop()
    video.remove()
  })
  return shown
}

/** Counts the frames that reach the screen. */
async function shownIn(desk: DeskDriver): Promise<Shown> {
  return desk.window.evaluate((forMs) => new Promise<Shown>((resolve) => {
    const video = document.querySelector('video')!
    let first: { atMs: number; frames: number } | null = null
    const count = (now: number, { presentedFrames }: VideoFrameCallbackMetadata) => {
      first ??= { atMs: now, frames: presentedFrames }
      if (now - first.atMs >= forMs) resolve({ frames: presentedFrames - first.frames, seconds: (now - first.atMs) / 1000 })
      else video.requestVideoFrameCallback(count)
    }
    video.requestVideoFrameCallback(count)
  }), watchedMs)
}
