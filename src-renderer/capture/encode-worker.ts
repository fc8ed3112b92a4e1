/** Encodes a frame off the window's own thread, so that the preview does not stand still. */
onmessage = async (event: MessageEvent<{ bitmap: ImageBitmap; quality: number }>) => {
  const { bitmap, quality } = event.data
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
  canvas.getContext('2d', { alpha: false })!.drawImage(bitmap, 0, 0)
  bitmap.close()
  const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg', quality })).arrayBuffer())
  postMessage(bytes, { transfer: [bytes.buffer] })
}
