/** What the desk asks about the live picture: where papers lie, and how the table under the camera is learnt. */
import type { KnownMat } from '../src-shared/mat.ts'
import type { SeenPaper } from '../src-shared/outline.ts'
import { type Picture, withOpenCv } from './opencv.ts'
import { ScanFailure } from './scan-failure.ts'
import { decodePicture } from './stages/decode.ts'
import { seeItems } from './stages/find-items.ts'
import { hasMatMoved, lookOf, sheetLaid, showsMat } from './stages/mat.ts'

/** @param mat the table under that camera, where it was learnt */
export async function lookAt(frame: Picture, mat: KnownMat | null): Promise<{ papers: SeenPaper[]; isMatMoved: boolean }> {
  const items = await seeItems(frame)
  return {
    papers: items.map(({ corners, isCut }) => ({ quadPx: corners, isCut })),
    isMatMoved: mat !== null && showsMat(mat, frame) && await withOpenCv((cv, keep) => hasMatMoved(cv, keep, mat, frame, items.map(({ corners }) => corners))),
  }
}

/** @returns null where the first still does not show an empty table, or the second not one whole sheet of known size on it */
export async function learnMat(empty: Uint8Array, sheet: Uint8Array): Promise<KnownMat | null> {
  try {
    const bare = await decodePicture(empty, 1)
    if ((await seeItems(bare)).length > 0) return null
    const laid = await decodePicture(sheet, 1)
    if (bare.widthPx !== laid.widthPx || bare.heightPx !== laid.heightPx) return null
    return await withOpenCv((cv, keep) => {
      const found = sheetLaid(cv, keep, bare, laid)
      return found && { widthPx: laid.widthPx, heightPx: laid.heightPx, ...found, look: lookOf(cv, keep, bare) }
    })
  } catch (error) {
    if (error instanceof ScanFailure) return null
    throw error
  }
}
