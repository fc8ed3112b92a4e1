/**
 * A USB document camera without hardware: a UVC device in user space, plugged into the kernel's virtual host controller (vhci_hcd, USB/IP).
 * It offers motion JPEG over a bulk endpoint; every frame of a size is the same file, so that what arrives can be compared by bytes.
 * Sources: USB 2.0 chapter 9; USB Device Class Definition for Video Devices 1.0, chapters 3 and 4; Linux Documentation/usb/usbip_protocol.rst.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import type { Duplex } from 'node:stream'

export interface CameraMode { widthPx: number; heightPx: number; jpeg: Buffer }

export interface CameraIdentity { vendorId: number; productId: number; serialNumber: string; manufacturer: string; product: string }

const controller = '/sys/devices/platform/vhci_hcd.0'
const port = 0
const highSpeed = 3
const deviceId = 0x10002
const framesPerSecond = 3
const frameInterval100ns = 1e7 / framesPerSecond
/** Larger than any frame, so that a frame is one payload and a short transfer ends it. */
const maxPayloadBytes = 64 << 20

const urbSubmit = 1
const urbUnlink = 2
const retSubmit = 3
const retUnlink = 4
const urbHeaderBytes = 48
const stalled = -32
const unlinked = -104

interface Transfer { sequence: number; length: number }

export class UsbCamera {
  /** The size that the driver last asked to be streamed. */
  streaming: CameraMode | null = null
  private readonly identity: CameraIdentity
  private readonly modes: CameraMode[]
  private readonly line: Duplex
  /** What the driver and the camera have agreed on so far. */
  private probed: CameraMode
  private received = Buffer.alloc(0)
  private readonly waiting: Transfer[] = []
  private payload: Buffer | null = null
  private frameCount = 0
  private nextFrameAt = 0
  private timer: NodeJS.Timeout | null = null

  private constructor(identity: CameraIdentity, modes: CameraMode[], line: Duplex) {
    this.identity = identity
    this.modes = modes
    this.probed = modes[0]!
    this.line = line
    line.on('data', (bytes: Buffer) => this.receive(bytes))
    line.on('error', () => {})
  }

  /**
   * @param modes the first is what a program gets that asks for none
   * @throws Error where the kernel has no virtual host controller, or something is plugged in already
   */
  static async plugIn(identity: CameraIdentity, modes: CameraMode[]): Promise<UsbCamera> {
    // Only a process that holds one end of a socket pair may hand it to the kernel: a child is born with one as its descriptor 3.
    const giver = spawn('sh', ['-c', `echo "${port} 3 ${deviceId} ${highSpeed}" > ${controller}/attach`], { stdio: ['ignore', 'inherit', 'inherit', 'pipe'] })
    const camera = new UsbCamera(identity, modes, giver.stdio[3] as Duplex)
    const [code] = await once(giver, 'exit')
    if (code !== 0) throw new Error('the camera could not be plugged in')
    return camera
  }

  unplug(): void {
    if (this.timer) clearTimeout(this.timer)
    writeFileSync(`${controller}/detach`, String(port))
    this.line.destroy()
  }

  private receive(bytes: Buffer): void {
    this.received = Buffer.concat([this.received, bytes])
    while (this.received.length >= urbHeaderBytes) {
      const header = this.received
      const outBytes = header.readUInt32BE(0) === urbSubmit && header.readUInt32BE(12) === 0 ? header.readInt32BE(24) : 0
      if (header.length < urbHeaderBytes + outBytes) return
      this.received = header.subarray(urbHeaderBytes + outBytes)
      this.handle(header.subarray(0, urbHeaderBytes), header.subarray(urbHeaderBytes, urbHeaderBytes + outBytes))
    }
  }

  private handle(header: Buffer, out: Buffer): void {
    const sequence = header.readUInt32BE(4)
    switch (header.readUInt32BE(0)) {
      case urbUnlink:
        return this.unlink(sequence, header.readUInt32BE(20))
      case urbSubmit: {
        const length = header.readInt32BE(24)
        if (header.readUInt32BE(16) !== 0) {
          this.waiting.push({ sequence, length })
          return this.stream()
        }
        const answer = this.control(header.subarray(40, 48), out)
        if (!answer) this.answer(sequence, stalled)
        else if (header.readUInt32BE(12) === 0) this.answer(sequence, 0, Buffer.alloc(0), out.length)
        else this.answer(sequence, 0, answer.subarray(0, length))
      }
    }
  }

  private answer(sequence: number, status: number, data: Buffer = Buffer.alloc(0), actualLength = data.length): void {
    const header = Buffer.alloc(urbHeaderBytes)
    header.writeUInt32BE(retSubmit, 0)
    header.writeUInt32BE(sequence, 4)
    header.writeInt32BE(status, 20)
    header.writeInt32BE(actualLength, 24)
    this.line.write(Buffer.concat([header, data]))
  }

  private unlink(sequence: number, target: number): void {
    const index = this.waiting.findIndex((transfer) => transfer.sequence === target)
    if (index >= 0) this.waiting.splice(index, 1)
    // The driver stops streaming by taking its transfers back: the next one begins a new frame.
    this.payload = null
    const header = Buffer.alloc(urbHeaderBytes)
    header.writeUInt32BE(retUnlink, 0)
    header.writeUInt32BE(sequence, 4)
    header.writeInt32BE(index >= 0 ? unlinked : 0, 20)
    this.line.write(header)
  }

  /** Fills the transfers that wait, a frame after the other at the camera's pace. */
  private stream(): void {
    while (this.waiting.length > 0 && this.streaming) {
      if (!this.payload) {
        const waitMs = this.nextFrameAt - Date.now()
        if (waitMs > 0) {
          this.timer ??= setTimeout(() => {
            this.timer = null
            this.stream()
          }, waitMs)
          return
        }
        this.nextFrameAt = Date.now() + 1000 / framesPerSecond
        this.payload = framePayload(this.streaming.jpeg, this.frameCount++)
      }
      const { sequence, length } = this.waiting.shift()!
      const part = this.payload.subarray(0, length)
      this.payload = part.length < length ? null : this.payload.subarray(length)
      this.answer(sequence, 0, part)
    }
  }

  /** @returns what the device sends back, empty for a request without data, null for one it does not know */
  private control(setup: Buffer, out: Buffer): Buffer | null {
    const [requestType, request, valueLow, valueHigh, , indexHigh] = setup as unknown as number[]
    const isClass = (requestType! & 0x60) === 0x20
    if (isClass) return setup[4] === 1 && indexHigh === 0 ? this.videoControl(request!, valueHigh!, out) : null
    if (request === 6) return this.descriptor(valueHigh!, valueLow!)
    if (request === 0) return Buffer.alloc(2)
    if (request === 8) return Buffer.from([1])
    if (request === 10) return Buffer.from([0])
    return Buffer.alloc(0)
  }

  /** Probe (1) and commit (2) of the streaming interface, UVC 4.3.1.1. */
  private videoControl(request: number, selector: number, out: Buffer): Buffer | null {
    if (selector !== 1 && selector !== 2) return null
    if (request === 0x01) {
      const mode = this.modes[Math.min(Math.max(out[3]!, 1), this.modes.length) - 1]!
      this.probed = mode
      if (selector === 2) this.streaming = mode
      return Buffer.alloc(0)
    }
    if (request === 0x85) return little(26, 2)
    if (request === 0x86) return Buffer.from([3])
    return Buffer.concat([little(1, 2), Buffer.from([1, this.modes.indexOf(this.probed) + 1]), little(frameInterval100ns, 4), Buffer.alloc(10), little(frameBytes(this.probed), 4), little(maxPayloadBytes, 4)])
  }

  private descriptor(type: number, index: number): Buffer | null {
    const { vendorId, productId, manufacturer, product, serialNumber } = this.identity
    if (type === 1) return Buffer.concat([Buffer.from([18, 1, 0, 2, 0xef, 2, 1, 64]), little(vendorId, 2), little(productId, 2), Buffer.from([0, 1, 1, 2, 3, 1])])
    if (type === 2) return configuration(this.modes)
    if (type === 6) return Buffer.from([10, 6, 0, 2, 0xef, 2, 1, 64, 1, 0])
    if (type !== 3) return null
    if (index === 0) return Buffer.from([4, 3, 9, 4])
    const text = [manufacturer, product, serialNumber][index - 1]
    return text === undefined ? null : descriptor(3, Buffer.from(text, 'utf16le'))
  }
}

const frameBytes = ({ widthPx, heightPx }: CameraMode) => widthPx * heightPx * 2

/** UVC 2.4.3.2.2: two bytes before the data; bit 0 changes with every frame, bit 1 says that the frame ends in this payload. */
function framePayload(jpeg: Buffer, count: number): Buffer {
  return Buffer.concat([Buffer.from([2, 0x82 | (count & 1)]), jpeg])
}

/** A camera terminal, an output terminal, and one streaming interface with motion JPEG in every mode. */
function configuration(modes: CameraMode[]): Buffer {
  const association = descriptor(0x0b, 0, 2, 0x0e, 3, 0, 0)
  const inputTerminal = descriptor(0x24, 2, 1, little(0x0201, 2), 0, 0, little(0, 2), little(0, 2), little(0, 2), 3, 0, 0, 0)
  const outputTerminal = descriptor(0x24, 3, 2, little(0x0101, 2), 0, 1, 0)
  const controlLength = 13 + inputTerminal.length + outputTerminal.length
  const control = Buffer.concat([
    descriptor(4, 0, 0, 0, 0x0e, 1, 0, 0),
    descriptor(0x24, 1, little(0x100, 2), little(controlLength, 2), little(48e6, 4), 1, 1), inputTerminal, outputTerminal,
  ])
  const formats = Buffer.concat([
    descriptor(0x24, 6, 1, modes.length, 1, 1, 0, 0, 0, 0),
    ...modes.map((mode, i) => descriptor(0x24, 7, i + 1, 0, little(mode.widthPx, 2), little(mode.heightPx, 2), little(1e7, 4), little(1e9, 4),
      little(frameBytes(mode), 4), little(frameInterval100ns, 4), 1, little(frameInterval100ns, 4))),
    descriptor(0x24, 0x0d, 1, 1, 4),
  ])
  const streaming = Buffer.concat([
    descriptor(4, 1, 0, 1, 0x0e, 2, 0, 0),
    descriptor(0x24, 1, 1, little(14 + formats.length, 2), 0x81, 0, 2, 0, 0, 0, 1, 0), formats,
    descriptor(5, 0x81, 2, little(512, 2), 0),
  ])
  const all = Buffer.concat([association, control, streaming])
  return Buffer.concat([descriptor(2, little(9 + all.length, 2), 2, 1, 0, 0x80, 250), all])
}

/** A descriptor begins with its own length and its type. */
function descriptor(type: number, ...fields: (number | Buffer)[]): Buffer {
  const body = Buffer.concat(fields.map((field) => (typeof field === 'number' ? Buffer.from([field]) : field)))
  return Buffer.concat([Buffer.from([body.length + 2, type]), body])
}

function little(value: number, bytes: 2 | 4): Buffer {
  const buffer = Buffer.alloc(bytes)
  buffer.writeUIntLE(Math.floor(value), 0, bytes)
  return buffer
}
