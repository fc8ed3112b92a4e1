/** What must not be opened at all: programs in a PDF, archives of objects that explode, files that end too early. Looks at bytes; runs nothing. */
import { inflateSync } from 'node:zlib'
import { ScanFailure } from '../scan-failure.ts'

/** Objects of a real document take a few megabytes; more than this is meant to exhaust memory. */
const maxObjectBytes = 96 * 1024 * 1024

/** @throws ScanFailure `unreadable`, `truncated`, `unsafe`, `too-large` */
export function checkPdf(bytes: Uint8Array): void {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  if (!text.slice(0, 1024).includes('%PDF-')) throw new ScanFailure('unreadable', 'no PDF header')
  if (endsTooEarly(text)) throw new ScanFailure('truncated', 'the PDF ends too early')
  const actions = findActions(text) ?? findActions(objectStreams(text, bytes))
  if (actions) throw new ScanFailure('unsafe', `the PDF carries ${actions}`)
}

/** Cut in the first part of a linearised file, in an update after the last end mark, or before there is any. */
function endsTooEarly(text: string): boolean {
  const stated = /\/Linearized[^>]*?\/L\s+(\d+)|\/L\s+(\d+)[^>]*?\/Linearized/.exec(text.slice(0, 2048))
  if (stated && Number(stated[1] ?? stated[2]) > text.length + 1024) return true
  const end = text.lastIndexOf('%%EOF')
  const isUnfinished = /\d+\s+\d+\s+obj\b/.test(text.slice(Math.max(0, end)))
  return end < 0 ? !text.includes('startxref') : isUnfinished
}

/** A name may hide letters as #xx. */
const actionName = /\/(JavaScript|Launch)(?=[\s/<>[\]()])/

function findActions(text: string): 'a script' | 'a call of a program' | null {
  const found = actionName.exec(text) ?? actionName.exec(spelledOut(text))
  return found ? (found[1] === 'Launch' ? 'a call of a program' : 'a script') : null
}

function spelledOut(text: string): string {
  return text.replace(/\/[A-Za-z#0-9]*#[0-9A-Fa-f]{2}[A-Za-z#0-9]*/g, (name) => name.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))))
}

/** The text of all compressed object streams. @throws ScanFailure `too-large` where they expand past all measure */
function objectStreams(text: string, bytes: Uint8Array): string {
  const found: string[] = []
  let left = maxObjectBytes
  for (const match of text.matchAll(/stream\r?\n/g)) {
    const head = text.slice(Math.max(0, text.lastIndexOf('obj', match.index), match.index - 600), match.index)
    if (!/\/ObjStm/.test(head) || !/Flate|\/Fl\b/.test(head)) continue
    const start = match.index + match[0].length
    const end = text.indexOf('endstream', start)
    const objects = inflated(bytes.subarray(start, end < 0 ? bytes.length : end), left)
    left -= objects.length
    found.push(objects.toString('latin1'))
  }
  return found.join('\n')
}

function inflated(bytes: Uint8Array, maxOutputLength: number): Buffer {
  try {
    return inflateSync(bytes, { maxOutputLength, finishFlush: 2 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' || error instanceof RangeError) throw new ScanFailure('too-large', 'the PDF expands past all measure', { cause: error })
    return Buffer.alloc(0)
  }
}

const programName = /\.(exe|com|scr|bat|cmd|ps1|vbs|js|jse|wsf|hta|msi|dll|lnk|jar|sh|elf|apk|app)$/i

/** Whether an attached file is a program, by its name or its first bytes. */
export function isProgram(name: string, bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 4)).toString('latin1')
  return programName.test(name.trim()) || head.startsWith('MZ') || head === '\x7fELF' || head.startsWith('#!')
}
