/**
 * What the desk's window and the main process say to each other: channel to input and output schema.
 * Every answer is `{ok: true, value}` or `{ok: false, error: {code}}`, since an IPC exception would carry only its message.
 * Images are not sent here: `voucher://page/<id>`, `voucher://thumb/<id>`, `voucher://capture/<id>`, looked up by id.
 */
import { z } from 'zod'
import type { ErrorCode } from './errors.ts'
import type { IpcChannel } from './ipc-channels.ts'
import { checkSchema, lineItemSchema, pageToneSchema, qualitySchema } from './scan.ts'
import { matSheetSchema } from './mat.ts'
import { outlineSchema, pageOutlineSchema, seenPaperSchema } from './outline.ts'
import { hitSchema, ruleSchema } from './rules/rule.ts'
import { alertSchema, mediaTypeSchema, sessionSchema } from './station-api.ts'
import { alertIdSchema, type CaptureId, captureIdSchema, type ClaimId, claimIdSchema, fieldNameSchema, fieldsSchema, pageIdSchema, quadSchema, voucherKindSchema } from './voucher.ts'
import { captureStateSchema, claimStateSchema, pageReviewSchema, uploadStateSchema } from './voucher-state.ts'

const nothing = z.void()
const errorCodeSchema = z.string() as unknown as z.ZodType<ErrorCode>

export const languageSchema = z.enum(['zh', 'en'])
export type Language = z.infer<typeof languageSchema>
export const settingsSchema = z.object({
  serverUrl: z.url({ protocol: /^https?$/ }),
  /** Empty: the system's own proxy settings. Else host:port, as Chromium's proxy rules take it. */
  proxy: z.string().trim().max(200).regex(/^$|^((https?|socks5):\/\/)?[\w.-]+:\d{1,5}$/),
  language: languageSchema,
  engine: z.enum(['auto', 'paddle', 'tesseract']),
  tone: pageToneSchema,
  /** Chromium's label of the camera to open first; empty: the first there is. */
  camera: z.string().max(200),
})
export type Settings = z.infer<typeof settingsSchema>

/** Where the connection to the bureau stands. */
export const linkSchema = z.object({
  state: z.enum(['signed-out', 'connecting', 'online', 'offline']),
  error: errorCodeSchema.nullable(),
})

export const statusSchema = z.object({
  version: z.string(),
  isSample: z.boolean(),
  session: sessionSchema.omit({ token: true }).nullable(),
  link: linkSchema,
  uploads: z.object({ waitingFiles: z.number().int(), waitingBytes: z.number().int(), parkedFiles: z.number().int() }),
  imaging: z.object({ waiting: z.number().int(), engine: z.string().nullable(), model: z.string().nullable() }),
  settings: settingsSchema,
})
export type Status = z.infer<typeof statusSchema>

/** A camera on the USB bus, by descriptors; the stream itself is Chromium's. */
export const usbCameraSchema = z.object({
  vendorId: z.number().int(), productId: z.number().int(), serialNumber: z.string().nullable(),
  manufacturer: z.string().nullable(), product: z.string().nullable(),
})
export type UsbCamera = z.infer<typeof usbCameraSchema>

export const captureSchema = z.object({
  id: captureIdSchema,
  claimId: claimIdSchema,
  takenAt: z.iso.datetime(),
  state: captureStateSchema,
  error: errorCodeSchema.nullable(),
  bytes: z.number().int(),
  mediaType: z.string(),
  /** The original's own name, where it came as a file. */
  fileName: z.string().nullable(),
  /** Its pages are there already and stay until they are read anew. */
  isRereading: z.boolean(),
})
export type Capture = z.infer<typeof captureSchema>

export const pageSchema = z.object({
  id: pageIdSchema,
  captureId: captureIdSchema,
  claimId: claimIdSchema,
  position: z.number().int(),
  kind: voucherKindSchema,
  kindScore: z.number(),
  quality: qualitySchema,
  /** Boxes are pixels of the page image. A person's corrections are in already, with source `person`. */
  fields: fieldsSchema,
  lineItems: z.array(lineItemSchema),
  lines: z.array(z.object({ text: z.string(), boxPx: quadSchema })),
  checks: z.array(checkSchema),
  widthPx: z.number().int(), heightPx: z.number().int(), bytes: z.number().int(), dpi: z.number(),
  /** Another with each image of the page. */
  version: z.string(),
  review: pageReviewSchema,
  returnReason: z.string().nullable(),
  retakeOf: pageIdSchema.nullable(),
  /** The same for pages that are one voucher. */
  voucherId: z.string().nullable(),
  /** Page of a document, from 1. */
  documentPage: z.number().int().nullable(),
  model: z.string().nullable(),
  originalMediaType: mediaTypeSchema,
  fileName: z.string().nullable(),
  /** Where it lies in its capture; null where a window cannot show that. */
  outline: pageOutlineSchema.nullable(),
  /** The electronic original that this page is a print or another format of; the claim's number where it lies in another claim. */
  copyOf: z.object({ pageId: pageIdSchema, claimId: claimIdSchema, claimNumber: z.string().nullable() }).nullable(),
  /** The earlier page of the unit that this is another shot of; the claim's number where it lies in another claim. */
  alike: z.object({ pageId: pageIdSchema, claimId: claimIdSchema, claimNumber: z.string().nullable() }).nullable(),
  /** A print of what is issued electronically, the original nowhere at this station. */
  lacksOriginal: z.boolean(),
  upload: z.object({ state: uploadStateSchema, sentBytes: z.number().int(), totalBytes: z.number().int() }).nullable(),
})
export type Page = z.infer<typeof pageSchema>

/** Draft forms may be half filled; they are checked whole at submission. */
export const draftFormSchema = z.object({
  number: z.string().max(40), purpose: z.string().max(200), budgetItem: z.string().max(100), payee: z.string().max(100),
  amount: z.string().max(20), budgetYear: z.number().int().min(2000).max(2100),
})
export type DraftForm = z.infer<typeof draftFormSchema>

export const claimOverviewSchema = z.object({
  id: claimIdSchema,
  form: draftFormSchema,
  state: claimStateSchema,
  round: z.number().int(),
  pageCount: z.number().int(),
  capturesWaiting: z.number().int(),
  /** 0 to 100 of all bytes of a submitted claim. */
  uploadPercent: z.number().int(),
  takenBy: z.string().nullable(),
  openAlerts: z.number().int(),
  returnedPages: z.number().int(),
  changedAt: z.iso.datetime(),
})
export type ClaimOverview = z.infer<typeof claimOverviewSchema>

export const deskClaimSchema = claimOverviewSchema.extend({
  pages: z.array(pageSchema),
  captures: z.array(captureSchema),
  alerts: z.array(alertSchema),
  /** Why it does not move on, where something is wrong. */
  error: errorCodeSchema.nullable(),
  history: z.array(z.object({ at: z.iso.datetime(), action: z.string(), text: z.string() })),
})
export type DeskClaim = z.infer<typeof deskClaimSchema>

/** At most one 20-megapixel camera JPEG or PNG. */
export const maxStillBytes = 64 * 1024 * 1024
const stillBytesSchema = z.instanceof(Uint8Array<ArrayBufferLike>).refine((bytes) => bytes.byteLength > 0 && bytes.byteLength <= maxStillBytes)
/** Chromium's. */
const cameraLabelSchema = z.string().max(200)
export const saveCaptureSchema = z.object({
  bytes: stillBytesSchema,
  mediaType: z.enum(['image/jpeg', 'image/png']),
  /** camera: the camera's own file. frame: encoded from the decoded stream. */
  origin: z.enum(['camera', 'frame']),
  widthPx: z.number().int().min(1).max(20_000),
  heightPx: z.number().int().min(1).max(20_000),
  cameraLabel: cameraLabelSchema,
  claimId: claimIdSchema,
  retakeOf: pageIdSchema.nullable(),
})
export type SaveCapture = z.infer<typeof saveCaptureSchema>

/** The bytes of a dropped file; what it is, is told by them. */
export const addFileSchema = z.object({
  claimId: claimIdSchema,
  name: z.string().min(1).max(255),
  bytes: z.instanceof(Uint8Array<ArrayBufferLike>).refine((bytes) => bytes.byteLength <= maxStillBytes),
})
export type AddFile = z.infer<typeof addFileSchema>

/** A frame of the preview, made small: 8-bit RGB, rows from the top, no padding. */
export const smallFrameSchema = z.object({
  data: z.instanceof(Uint8Array<ArrayBufferLike>), widthPx: z.number().int().min(32).max(640), heightPx: z.number().int().min(32).max(640),
}).refine(({ data, widthPx, heightPx }) => data.byteLength === 3 * widthPx * heightPx)
export type SmallFrame = z.infer<typeof smallFrameSchema>

export const searchHitSchema = z.object({
  pageId: pageIdSchema,
  claimId: claimIdSchema,
  claimNumber: z.string(),
  claimState: claimStateSchema,
  /** Which page of its claim, from 1. */
  place: z.number().int(),
  kind: voucherKindSchema,
  field: fieldNameSchema.nullable(),
  snippet: z.array(z.object({ text: z.string(), isMarked: z.boolean() })),
  boxesPx: z.array(quadSchema),
})
export type SearchHit = z.infer<typeof searchHitSchema>

/** Reading models as imaging knows them. */
export const readingModelSchema = z.object({ name: z.string(), version: z.string(), licence: z.string(), source: z.string(), inUse: z.boolean() })
export type ReadingModel = z.infer<typeof readingModelSchema>

export const sampleDeskSchema = z.object({ name: z.string(), title: z.object({ zh: z.string(), en: z.string() }) })

const call = <In extends z.ZodType, Out extends z.ZodType>(input: In, output: Out) => ({ input, output })

export const ipcContract = {
  'app.status': call(nothing, statusSchema),
  /** Closes; asked after the person has seen that uploads wait. */
  'app.quit': call(z.object({ force: z.boolean() }), nothing),
  /** The window answers `closing`: its question is on the screen. Without this the desk closes after a short time. */
  'app.closingShown': call(nothing, nothing),
  'app.openLog': call(nothing, nothing),
  'session.signIn': call(z.object({ account: z.string().trim().min(1).max(64), password: z.string().min(1).max(200) }), nothing),
  'session.signOut': call(nothing, nothing),
  'settings.get': call(nothing, settingsSchema),
  'settings.save': call(settingsSchema, nothing),
  /** Asks the address for the bureau's greeting; fails with offline, captive-portal or server-error. */
  'settings.testServer': call(settingsSchema.pick({ serverUrl: true, proxy: true }), nothing),
  'camera.list': call(nothing, z.array(usbCameraSchema)),
  /** The stream ended by itself: for the log, and to say which camera on the bus went. */
  'camera.streamLost': call(z.object({ label: cameraLabelSchema }), nothing),
  /** Where papers lie in the preview, in the small frame's pixels, and whether the camera or its mat was moved since it was learnt. */
  'camera.look': call(z.object({ label: cameraLabelSchema, frame: smallFrameSchema }), z.object({ papers: z.array(seenPaperSchema), isMatMoved: z.boolean() })),
  /** By which sheet a camera's mat was learnt; null: it was not. */
  'camera.mat': call(z.object({ label: cameraLabelSchema }), z.object({ sheet: matSheetSchema.nullable() })),
  /** By two stills: the empty mat, and an A4 sheet or a bank card on it. Fails with mat-not-learnt where they are not that. */
  'camera.learnMat': call(z.object({ label: cameraLabelSchema, empty: stillBytesSchema, sheet: stillBytesSchema }), z.object({ sheet: matSheetSchema })),
  'camera.forgetMat': call(z.object({ label: cameraLabelSchema }), nothing),
  /** Answers only after the bytes are on disk, synced, and in the database: then, and only then, the shutter sounds. */
  'capture.save': call(saveCaptureSchema, z.object({ captureId: captureIdSchema })),
  /** Shots with their pages to another open claim: undoes what a claim's own code did. */
  'capture.move': call(z.object({ captureIds: z.array(captureIdSchema).max(500), claimId: claimIdSchema }), nothing),
  /** Main asks where to; answers whether the person chose a place. */
  'capture.saveOriginal': call(z.object({ captureId: captureIdSchema }), z.object({ isSaved: z.boolean() })),
  /** Kept like a capture: answers after the bytes are on disk, synced, and in the database. */
  'file.add': call(addFileSchema, z.object({ captureId: captureIdSchema })),
  /** Main asks for the files and reads them; what could not be taken in is named with the reason. */
  'file.pick': call(z.object({ claimId: claimIdSchema }), z.object({ kept: z.number().int(), refused: z.array(z.object({ name: z.string(), error: errorCodeSchema })) })),
  'capture.list': call(z.object({ claimId: claimIdSchema }), z.array(captureSchema)),
  'capture.processAgain': call(z.object({ captureId: captureIdSchema }), nothing),
  /** Another paper of a shot, which was not found: its page comes. */
  'capture.addPaper': call(z.object({ captureId: captureIdSchema, quadPx: outlineSchema }), nothing),
  'capture.remove': call(z.object({ captureId: captureIdSchema }), nothing),
  'claim.list': call(nothing, z.array(claimOverviewSchema)),
  'claim.get': call(z.object({ claimId: claimIdSchema }), deskClaimSchema),
  'claim.create': call(nothing, z.object({ claimId: claimIdSchema })),
  'claim.update': call(z.object({ claimId: claimIdSchema, form: draftFormSchema }), nothing),
  /** Only a draft without pages. */
  'claim.remove': call(z.object({ claimId: claimIdSchema }), nothing),
  'claim.submit': call(z.object({ claimId: claimIdSchema, explanations: z.array(z.object({ ruleId: z.string(), key: z.string(), text: z.string().min(1).max(1000) })) }), nothing),
  'claim.recall': call(z.object({ claimId: claimIdSchema }), nothing),
  /** The review rules on what this desk knows, before submission. */
  'claim.checkRules': call(z.object({ claimId: claimIdSchema }), z.array(z.object({ rule: ruleSchema, hit: hitSchema }))),
  /** The claim's 报销单 with its own code, as a PDF where the person chooses. */
  'claim.saveCover': call(z.object({ claimId: claimIdSchema }), z.object({ isSaved: z.boolean() })),
  'page.correctField': call(z.object({ pageId: pageIdSchema, name: fieldNameSchema, value: z.string().trim().max(1000) }), nothing),
  'page.setKind': call(z.object({ pageId: pageIdSchema, kind: voucherKindSchema }), nothing),
  /** Its corners by hand, the first one its top left; null: as it was found. Answers what a person had set before. */
  'page.setOutline': call(z.object({ pageId: pageIdSchema, quadPx: outlineSchema.nullable() }), z.object({ beforePx: quadSchema.nullable() })),
  'page.reorder': call(z.object({ claimId: claimIdSchema, pageIds: z.array(pageIdSchema).max(500) }), nothing),
  'page.move': call(z.object({ pageId: pageIdSchema, claimId: claimIdSchema }), nothing),
  'page.remove': call(z.object({ pageId: pageIdSchema }), nothing),
  'page.restore': call(z.object({ pageId: pageIdSchema }), nothing),
  'alert.explain': call(z.object({ alertId: alertIdSchema, text: z.string().trim().min(1).max(1000) }), nothing),
  /** The unit's own pages that hold every word; the weightiest first. */
  'search.find': call(z.object({ text: z.string().max(100) }), z.object({ hits: z.array(searchHitSchema), hasMore: z.boolean() })),
  'models.list': call(nothing, z.object({ present: z.string().nullable(), installed: z.array(readingModelSchema) })),
  /** How many shots of open claims another model read. */
  'models.countOlder': call(z.object({ claimId: claimIdSchema.nullable() }), z.object({ captures: z.number().int() })),
  'models.readAgain': call(z.object({ claimId: claimIdSchema.nullable() }), z.object({ captures: z.number().int() })),
  'corrections.count': call(nothing, z.object({ corrections: z.number().int() })),
  'corrections.export': call(z.object({ withImages: z.boolean() }), z.object({ isSaved: z.boolean() })),
  'sample.desks': call(nothing, z.object({ desks: z.array(sampleDeskSchema), shown: z.string() })),
  /** Lays another sample desk under the camera; the renderer then reopens the stream. */
  'sample.showDesk': call(z.object({ name: z.string().max(50) }), nothing),
} satisfies Record<IpcChannel, { input: z.ZodType; output: z.ZodType }>

export type IpcInput<C extends IpcChannel> = z.infer<(typeof ipcContract)[C]['input']>
export type IpcOutput<C extends IpcChannel> = z.infer<(typeof ipcContract)[C]['output']>
export type IpcAnswer<T> = { ok: true; value: T } | { ok: false; error: { code: ErrorCode } }

export interface IpcEventPayload {
  /** Something in the store changed: which queries are stale. */
  changed: { topics: ('status' | 'claims' | 'captures' | 'alerts' | 'settings' | 'mats')[]; claimId?: string }
  'cameras-changed': { cameras: UsbCamera[] }
  /** The person closes the window while uploads wait. */
  closing: { waitingFiles: number }
  'desk-shown': { name: string }
  /** A claim's own code was under the camera: its pages go to that claim, or stay where it is not open here. */
  'cover-found': { from: ClaimId; to: { claimId: ClaimId; number: string } | null; captureIds: CaptureId[] }
}

/** `window.pingying` in the desk's renderer. */
export interface StationBridge {
  call: { [C in IpcChannel]: (input: IpcInput<C>) => Promise<IpcAnswer<IpcOutput<C>>> }
  on: { [E in keyof IpcEventPayload]: (listener: (payload: IpcEventPayload[E]) => void) => () => void }
}
