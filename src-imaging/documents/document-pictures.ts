/** Pictures inside documents, and documents as pictures. */
import { type Canvas, createCanvas, loadImage, type SKRSContext2D } from '@napi-rs/canvas'
import sharp from 'sharp'
import type { Picture } from '../opencv.ts'

/** Far above what a page of 200 dpi shows. */
const maxImagePixels = 40_000_000

export function pictureOf(canvas: Canvas): Picture {
  const { width, height } = canvas
  const rgba = canvas.data()
  const rgb = new Uint8Array(width * height * 3)
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    rgb[to] = rgba[from]!
    rgb[to + 1] = rgba[from + 1]!
    rgb[to + 2] = rgba[from + 2]!
  }
  return { data: rgb, widthPx: width, heightPx: height }
}

/**
 * Draws a picture over the unit square. One that cannot be decoded, JBIG2 among them, is left out: its place stays white.
 * @param mask its dark points are not painted
 */
export async function drawImageFile(context: SKRSContext2D, bytes: Uint8Array, mask: Uint8Array | null): Promise<void> {
  const rgba = await decodeRgba(bytes)
  if (!rgba) return
  if (mask) await applyMask(rgba, mask)
  const image = createCanvas(rgba.widthPx, rgba.heightPx)
  const inner = image.getContext('2d')
  const pixels = inner.createImageData(rgba.widthPx, rgba.heightPx)
  pixels.data.set(rgba.data)
  inner.putImageData(pixels, 0, 0)
  context.drawImage(image, 0, 0, 1, 1)
}

interface Rgba { data: Uint8Array; widthPx: number; heightPx: number }

async function decodeRgba(bytes: Uint8Array): Promise<Rgba | null> {
  try {
    return bytes[0] === 0x42 && bytes[1] === 0x4d ? await decodeBmp(bytes) : await decodeBySharp(bytes)
  } catch {
    return null
  }
}

async function decodeBySharp(bytes: Uint8Array): Promise<Rgba> {
  const { data, info } = await sharp(bytes, { limitInputPixels: maxImagePixels }).toColourspace('srgb').ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return { data, widthPx: info.width, heightPx: info.height }
}

/** libvips has no BMP; the canvas library has, but no bound of its own. */
async function decodeBmp(bytes: Uint8Array): Promise<Rgba | null> {
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const [width, height] = [Math.abs(header.getInt32(18, true)), Math.abs(header.getInt32(22, true))]
  if (width === 0 || height === 0 || width * height > maxImagePixels) return null
  const image = await loadImage(Buffer.from(bytes))
  const canvas = createCanvas(width, height)
  canvas.getContext('2d').drawImage(image, 0, 0)
  return { data: new Uint8Array(canvas.getContext('2d').getImageData(0, 0, width, height).data), widthPx: width, heightPx: height }
}

async function applyMask(rgba: Rgba, mask: Uint8Array): Promise<void> {
  const decoded = await decodeRgba(mask)
  if (!decoded) return
  for (let y = 0; y < rgba.heightPx; y++) {
    const row = Math.floor((y * decoded.heightPx) / rgba.heightPx) * decoded.widthPx
    for (let x = 0; x < rgba.widthPx; x++) {
      rgba.data[(y * rgba.widthPx + x) * 4 + 3] = decoded.data[(row + Math.floor((x * decoded.widthPx) / rgba.widthPx)) * 4]!
    }
  }
}
