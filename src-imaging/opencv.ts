/** OpenCV compiled to WebAssembly, and the pixels everything here works on. */
import cvModule from '@techstark/opencv-js'

export type OpenCv = typeof cvModule
export type Mat = InstanceType<OpenCv['Mat']>

/** 8-bit RGB, rows from the top, no padding. */
export interface Picture { data: Uint8Array; widthPx: number; heightPx: number }

export type Point = [x: number, y: number]
export type Corners = [Point, Point, Point, Point]

const loading = new Promise<void>((resolve) => {
  if ('Mat' in cvModule && cvModule.Mat) resolve()
  else cvModule.onRuntimeInitialized = resolve
})

export type Keep = <M extends { delete(): void }>(mat: M) => M

/**
 * Runs `work` with the loaded library. The library is itself a thenable, so it must never be what a promise resolves to.
 * Mats that `work` registers by `keep` are freed when it ends: WebAssembly memory is not garbage collected.
 */
export async function withOpenCv<T>(work: (cv: OpenCv, keep: Keep) => T): Promise<T> {
  await loading
  return freeing((keep) => work(cvModule, keep))
}

/** Frees what `work` keeps as soon as it ends: what is no longer needed must not lie beside what comes next. */
export function freeing<T>(work: (keep: Keep) => T): T {
  const kept: { delete(): void }[] = []
  try {
    return work((mat) => {
      kept.push(mat)
      return mat
    })
  } finally {
    for (const mat of kept) mat.delete()
  }
}

/** A picture as an RGB Mat; the caller keeps it. */
export function toMat(cv: OpenCv, picture: Picture): Mat {
  const mat = new cv.Mat(picture.heightPx, picture.widthPx, cv.CV_8UC3)
  mat.data.set(picture.data)
  return mat
}

export function toPicture(mat: Mat): Picture {
  return { data: new Uint8Array(mat.data), widthPx: mat.cols, heightPx: mat.rows }
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1])
}

/** The part of the picture inside four corners, laid flat. */
export function warp(cv: OpenCv, source: Mat, corners: Corners, widthPx: number, heightPx: number): Mat {
  const from = cv.matFromArray(4, 1, cv.CV_32FC2, corners.flat())
  const to = cv.matFromArray(4, 1, cv.CV_32FC2, [0, 0, widthPx, 0, widthPx, heightPx, 0, heightPx])
  const transform = cv.getPerspectiveTransform(from, to)
  const out = new cv.Mat()
  cv.warpPerspective(source, out, transform, new cv.Size(widthPx, heightPx), cv.INTER_LINEAR, cv.BORDER_REPLICATE, new cv.Scalar(255, 255, 255, 255))
  for (const mat of [from, to, transform]) mat.delete()
  return out
}

/** Maps points of the flattened picture back into the one it was cut from. */
export function unwarpPoints(cv: OpenCv, corners: Corners, widthPx: number, heightPx: number): (point: Point) => Point {
  return betweenQuads(cv, [[0, 0], [widthPx, 0], [widthPx, heightPx], [0, heightPx]], corners)
}

/** Maps points of one plane to where the other quad shows them. */
export function betweenQuads(cv: OpenCv, fromQuad: Corners, toQuad: Corners): (point: Point) => Point {
  const from = cv.matFromArray(4, 1, cv.CV_32FC2, fromQuad.flat())
  const to = cv.matFromArray(4, 1, cv.CV_32FC2, toQuad.flat())
  const transform = cv.getPerspectiveTransform(from, to)
  const m = Array.from(transform.data64F)
  for (const mat of [from, to, transform]) mat.delete()
  return ([x, y]) => {
    const w = m[6]! * x + m[7]! * y + m[8]!
    return [(m[0]! * x + m[1]! * y + m[2]!) / w, (m[3]! * x + m[4]! * y + m[5]!) / w]
  }
}

/** A quarter turn at a time, clockwise. */
export function turn(cv: OpenCv, source: Mat, quarterTurns: number): Mat {
  const out = new cv.Mat()
  const codes = [null, cv.ROTATE_90_CLOCKWISE, cv.ROTATE_180, cv.ROTATE_90_COUNTERCLOCKWISE]
  const code = codes[quarterTurns % 4]
  if (code === null || code === undefined) source.copyTo(out)
  else cv.rotate(source, out, code)
  return out
}

/** Where a point of the page lies after clockwise quarter turns. */
export function turnPoint([x, y]: Point, { widthPx, heightPx }: Pick<Picture, 'widthPx' | 'heightPx'>, quarterTurns: number): Point {
  if (quarterTurns === 1) return [heightPx - y, x]
  if (quarterTurns === 2) return [widthPx - x, heightPx - y]
  if (quarterTurns === 3) return [y, widthPx - x]
  return [x, y]
}
