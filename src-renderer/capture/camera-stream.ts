/** The camera as the window has it: the widest stream Chromium can get, and stills at full sensor resolution. */

export interface Still { bytes: Uint8Array; mediaType: 'image/jpeg' | 'image/png'; origin: 'camera' | 'frame'; widthPx: number; heightPx: number }

export class CameraGone extends Error {}

/** A frame of the stream as JPEG; high enough that a second compression loses nothing a reader could see. */
const frameQuality = 0.95

/** By camera: whether its driver hands over the camera's own JPEG. Found out once, since asking one that does not costs seconds. */
const ownJpeg = new Map<string, Promise<boolean>>()

export class CameraStream {
  readonly stream: MediaStream
  readonly track: MediaStreamTrack
  private readonly capture: ImageCapture

  private constructor(stream: MediaStream) {
    this.stream = stream
    this.track = stream.getVideoTracks()[0]!
    this.capture = new ImageCapture(this.track)
  }

  /**
   * @param label the camera to open; empty or unknown: the first there is
   * @throws DOMException NotFoundError (no camera), NotReadableError (in use elsewhere)
   */
  static async open(label: string): Promise<CameraStream> {
    const cameras = await listCameras()
    const wanted = cameras.find((camera) => camera.label === label)
    const video: MediaTrackConstraints = { width: { ideal: 8192 }, height: { ideal: 8192 }, ...(wanted ? { deviceId: { exact: wanted.deviceId } } : {}) }
    return new CameraStream(await navigator.mediaDevices.getUserMedia({ video, audio: false }))
  }

  private givesOwnJpeg(): Promise<boolean> {
    const known = ownJpeg.get(this.label) ?? this.capture.takePhoto().then((photo) => photo.type === 'image/jpeg', () => false)
    ownJpeg.set(this.label, known)
    return known
  }

  get label(): string {
    return this.track.label
  }

  get size(): { widthPx: number; heightPx: number } {
    const { width = 0, height = 0 } = this.track.getSettings()
    return { widthPx: width, heightPx: height }
  }

  /** Its frames as they come; of those that nobody reads in time the newest is kept alone. */
  frames(): ReadableStream<VideoFrame> {
    return new MediaStreamTrackProcessor({ track: this.track, maxBufferSize: 1 }).readable
  }

  /** @throws CameraGone when the stream ends before the still is whole */
  async takeStill(video: HTMLVideoElement): Promise<Still> {
    const gone = new Promise<never>((_, reject) => {
      if (this.track.readyState === 'ended') reject(new CameraGone())
      this.track.addEventListener('ended', () => reject(new CameraGone()), { once: true })
    })
    return Promise.race([this.still(video), gone])
  }

  private async still(video: HTMLVideoElement): Promise<Still> {
    if (await this.givesOwnJpeg()) {
      const photo = await this.photo()
      if (photo) return photo
    }
    return frameStill(video)
  }

  /** The camera's own file, byte for byte, at its largest size. */
  private async photo(): Promise<Still | null> {
    try {
      const { imageWidth, imageHeight } = await this.capture.getPhotoCapabilities()
      const photo = await this.capture.takePhoto({ imageWidth: imageWidth?.max, imageHeight: imageHeight?.max })
      if (photo.type !== 'image/jpeg') return null
      const bitmap = await createImageBitmap(photo)
      const size = { widthPx: bitmap.width, heightPx: bitmap.height }
      bitmap.close()
      return { bytes: new Uint8Array(await photo.arrayBuffer()), mediaType: 'image/jpeg', origin: 'camera', ...size }
    } catch {
      return null
    }
  }

  close(): void {
    for (const track of this.stream.getTracks()) track.stop()
  }
}

async function frameStill(video: HTMLVideoElement): Promise<Still> {
  const bitmap = await createImageBitmap(video)
  const worker = new Worker(new URL('./encode-worker.ts', import.meta.url), { type: 'module' })
  try {
    const size = { widthPx: bitmap.width, heightPx: bitmap.height }
    const bytes = await new Promise<Uint8Array>((resolve, reject) => {
      worker.onmessage = (event: MessageEvent<Uint8Array>) => resolve(event.data)
      worker.onerror = (event) => reject(new Error(event.message))
      worker.postMessage({ bitmap, quality: frameQuality }, [bitmap])
    })
    return { bytes, mediaType: 'image/jpeg', origin: 'frame', ...size }
  } finally {
    worker.terminate()
  }
}

export async function listCameras(): Promise<MediaDeviceInfo[]> {
  return (await navigator.mediaDevices.enumerateDevices()).filter((device) => device.kind === 'videoinput')
}
