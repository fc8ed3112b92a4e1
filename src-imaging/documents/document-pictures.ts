/** Pictures inside documents, and documents as pictures. */
import { type Canvas, createCanvas, loadImage } from '@napi-rs/canvas'
import sharp from 'sharp'
import type { Picture } from '../opencv.ts'
import { decodeJbig2, isJbig2 } from './jbig2.ts'

/** Far above what a page of 200 dpi shows. */
const maxImagePixels = 40_000_000
const finestPx = 3_500

/** Takes the pixels and lets the canvas go: its memory is not the collector's, who would come too late for a long document. */
export function pictureOf(canvas: Canvas): Picture {
  const { width, height } = canvas
  const rgba = canvas.data()
  const rgb = new Uint8Array(width * height * 3)
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    rgb[to] = rgba[from]!
    rgb[to + 1] = rgba[from + 1]!
    rgb[to + 2] = rgba[from + 2]!
  }
  canvas.width = 1
  canvas.height = 1
  return { data: rgb, widthPx: width, heightPx: height }
}

/**
 * The pictures of one document, each decoded once and no finer than a page of 200 dpi shows. One that cannot be decoded is
 * left out: its place stays white.
 */
export class Pictures {
  private readonly known = new Map<string, Canvas | null>()
  private pixelsLeft = 2 * maxImagePixels

  /** @param mask its dark points are not painted */
  async get(key: string, bytes: Uint8Array, mask: Uint8Array | null = null): Promise<Canvas | null> {
    const known = this.known.get(key)
    if (known !== undefined) return known
    const rgba = this.pixelsLeft > 0 ? await decodeRgba(bytes) : null
    if (rgba && mask) await applyMask(rgba, mask)
    const canvas = rgba ? canvasOf(rgba) : null
    if (canvas) this.pixelsLeft -= canvas.width * canvas.height
    this.known.set(key, canvas)
    return canvas
  }
}

function canvasOf({ data, widthPx, heightPx }: Rgba): Canvas {
  const canvas = createCanvas(widthPx, heightPx)
  const context = canvas.getContext('2d')
  const pixels = context.createImageData(widthPx, heightPx)
  pixels.data.set(data)
  context.putImageData(pixels, 0, 0)
  return canvas
}

interface Rgba { data: Uint8Array; widthPx: number; heightPx: number }

async function decodeRgba(bytes: Uint8Array): Promise<Rgba | null> {
  try {
    if (isJbig2(bytes)) return await decodeBits(bytes)
    return bytes[0] === 0x42 && bytes[1] === 0x4d ? await decodeBmp(bytes) : await decodeBySharp(bytes)
  } catch {
    return null
  }
}

async function decodeBySharp(bytes: Uint8Array): Promise<Rgba> {
  const { data, info } = await sharp(bytes, { limitInputPixels: maxImagePixels }).resize({ width: finestPx, height: finestPx, fit: 'inside', withoutEnlargement: true }).toColourspace('srgb').ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return { data, widthPx: info.width, heightPx: info.height }
}

async function decodeBits(bytes: Uint8Array): Promise<Rgba | null> {
  const bitmap = await decodeJbig2(bytes, maxImagePixels / 2)
  if (!bitmap) return null
  const { widthPx, heightPx, bits } = bitmap
  const data = new Uint8Array(widthPx * heightPx * 4).fill(255)
  const rowBytes = Math.ceil(widthPx / 8)
  for (let y = 0; y < heightPx; y++) for (let x = 0; x < widthPx; x++) {
    if ((bits[y * rowBytes + (x >> 3)]! & (0x80 >> (x & 7))) === 0) data.fill(0, (y * widthPx + x) * 4, (y * widthPx + x) * 4 + 3)
  }
  return { data, widthPx, heightPx }
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
