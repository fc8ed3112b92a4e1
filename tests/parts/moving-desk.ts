/** Desks as a folder of film for Chromium's file camera: a paper is laid on the empty mat, comes to rest, and is taken away again. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { addLightAndNoise, asJpeg, castShadow, cornersOf, layPaper, type Picture, throughLens } from '../../src-samples/camera.ts'
import { makeVoucher } from '../../src-samples/make-voucher.ts'
import { layMat, type MatKind } from '../../src-samples/mats.ts'
import { Random } from '../../src-samples/random.ts'
import type { Quad } from '../../src-shared/voucher.ts'

export interface Film { name: string; /** Where the paper comes to rest, as shares of the frame. */ rest: readonly [x: number, y: number]; turnDeg: number; mat?: MatKind; /** The camera stands elsewhere: it sees the mat so many pixels farther down. */ bumpPx?: number; /** Where it comes from; from below, as a hand brings it, where it is not given. */ from?: readonly [x: number, y: number] }

export interface FilmOptions { widthPx: number; /** How many frames the mat lies empty, the paper moves, the paper rests. */ frames: readonly [empty: number, moving: number, resting: number] }

const seed = 77
const below = [0.5, 1.6] as const

/**
 * Writes `<folder>/<name>.mjpeg` for each film and the list the sample mode reads.
 * @returns where each paper comes to rest, in shares of the frame, clockwise from its own top left
 */
export async function filmDesks(folder: string, films: readonly Film[], options: FilmOptions): Promise<Map<string, Quad>> {
  mkdirSync(folder, { recursive: true })
  const rests = new Map<string, Quad>()
  for (const film of films) rests.set(film.name, await writeFilm(join(folder, `${film.name}.mjpeg`), film, options))
  writeFileSync(join(folder, 'desks.json'), JSON.stringify(films.map(({ name }) => ({ name, title: { zh: name, en: name } }))))
  return rests
}

async function writeFilm(path: string, { rest, turnDeg, mat: kind = 'dark', bumpPx = 0, from = below }: Film, { widthPx, frames: [empty, moving, resting] }: FilmOptions): Promise<Quad> {
  const heightPx = Math.round(0.75 * widthPx)
  const sheet = makeVoucher(seed, { kind: 'train' }).sheets[0]!
  // A ticket fills two fifths of the frame.
  const pxPerMm = (0.4 * widthPx) / sheet.widthMm
  const paper = await sheet.draw(pxPerMm)
  const whole = layMat(kind, widthPx, heightPx + bumpPx, new Random(seed), pxPerMm)
  const mat = { data: whole.data.subarray(3 * widthPx * bumpPx), widthPx, heightPx }
  const quadAt = ([x, y]: readonly [number, number]) => cornersOf([x * widthPx, y * heightPx], sheet.widthMm * pxPerMm, sheet.heightMm * pxPerMm, turnDeg, 0, new Random(seed))
  const frame = (quad: Quad | null, noise: number) => picture(mat, paper, quad, noise)
  const way = (share: number): [number, number] => [0, 1].map((i) => from[i]! + (rest[i]! - from[i]!) * share) as [number, number]

  const still = quadAt(rest)
  const [bare, lying] = [[await frame(null, 1), await frame(null, 2)], [await frame(still, 3), await frame(still, 4)]]
  const film = Array.from({ length: empty }, (_, i) => bare[i % 2]!)
  for (let i = 0; i < moving; i++) film.push(await frame(quadAt(way((i + 1) / (moving + 1))), 5 + i))
  film.push(...Array.from({ length: resting }, (_, i) => lying[i % 2]!))
  writeFileSync(path, Buffer.concat(film))
  return still.map(([x, y]) => [x / widthPx, y / heightPx]) as Quad
}

/** @param noise another frame of the same scene has other noise */
async function picture(mat: Picture, paper: Picture, quad: Quad | null, noise: number): Promise<Buffer> {
  const desk = { ...mat, data: Uint8Array.from(mat.data) }
  if (quad) {
    castShadow(desk, quad, [5, 6])
    layPaper(desk, paper, quad)
  }
  const seen = await throughLens(desk, 0.6)
  addLightAndNoise(seen, { lamp: [0.4, 0.3], fall: 0.25, noise: 2.5 }, new Random(noise))
  return asJpeg(seen, 85)
}
