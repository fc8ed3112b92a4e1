/**
 * What station, reviewer's page and bureau say to each other over HTTP, as schemas both ends validate with.
 * Every answer that is not 2xx carries `apiErrorSchema`. Sessions: a bearer token at the desk, an HttpOnly cookie in the browser.
 *
 * Uploads follow tus 1.0.0 at `/uploads/<fileId>`: POST /uploads with Upload-Metadata (uploadMetadataSchema, each base64) creates
 * or, where the id is known with the same digest, answers the same; the last PATCH, and GET /api/files/:id/receipt, give the receipt.
 */
import { z } from 'zod'
import { evidenceSchema, hitSchema, alertLevelSchema, ruleIdSchema, ruleSchema } from './rules/rule.ts'
import { documentTypeSchema } from './originals.ts'
import { checkSchema, lineItemSchema, qualitySchema } from './scan.ts'
import { accountIdSchema, alertIdSchema, captureIdSchema, claimIdSchema, fieldsSchema, fileIdSchema, pageIdSchema, sha256Schema, unitIdSchema, voucherKindSchema } from './voucher.ts'
import { alertStateSchema, claimStateSchema, pageReviewSchema } from './voucher-state.ts'

export const apiErrorSchema = z.object({ error: z.object({ code: z.string(), requestId: z.string().optional() }) })

/** GET /api/health, open to all: the bureau's greeting, by which a desk knows that no gateway answers in its place. */
export const healthSchema = z.object({ name: z.literal('pingying-bureau'), version: z.string() })

const isoTimeSchema = z.iso.datetime()
const yuanSchema = z.string().regex(/^-?\d{1,13}\.\d{2}$/)

export const roleSchema = z.enum(['accountant', 'reviewer', 'admin'])
export type Role = z.infer<typeof roleSchema>

/** DELETE /api/session signs out. POST /api/session {account, password, client}; `station` answers a token in the body, `browser` sets the cookie and leaves token null. */
export const signInSchema = z.object({ account: z.string().min(1).max(64), password: z.string().min(1).max(200), client: z.enum(['station', 'browser']) })
export const unitSchema = z.object({ id: unitIdSchema, name: z.string(), taxId: z.string() })
export type Unit = z.infer<typeof unitSchema>
export const sessionSchema = z.object({
  account: z.object({ id: accountIdSchema, account: z.string(), name: z.string(), role: roleSchema }),
  unit: unitSchema.nullable(),
  token: z.string().nullable(),
  expiresAt: isoTimeSchema,
})
export type Session = z.infer<typeof sessionSchema>

/** original: the camera's own bytes of a capture, or an electronic original as it came. page: the image of one page. */
export const fileRoleSchema = z.enum(['original', 'page'])
export const imageTypeSchema = z.enum(['image/jpeg', 'image/png', 'image/webp', 'image/tiff'])
export const mediaTypeSchema = z.enum([...imageTypeSchema.options, ...documentTypeSchema.options])
export type MediaType = z.infer<typeof mediaTypeSchema>
export const uploadMetadataSchema = z.object({ sha256: sha256Schema, role: fileRoleSchema, mediaType: mediaTypeSchema })
export const maxFileBytes = 64 * 1024 * 1024

/** Signed by the bureau (HMAC-SHA256 over the other values joined by newline) once file, folder and row are synced. */
export const receiptSchema = z.object({ fileId: fileIdSchema, sha256: sha256Schema, bytes: z.number().int(), keptAt: isoTimeSchema, signature: z.string() })
export type Receipt = z.infer<typeof receiptSchema>

export const claimFormSchema = z.object({
  number: z.string().trim().min(1).max(40),
  purpose: z.string().trim().min(1).max(200),
  budgetItem: z.string().trim().max(100),
  payee: z.string().trim().max(100),
  amount: yuanSchema,
  budgetYear: z.number().int().min(2000).max(2100),
})
export type ClaimForm = z.infer<typeof claimFormSchema>

export const submittedPageSchema = z.object({
  pageId: pageIdSchema,
  captureId: captureIdSchema,
  sha256: sha256Schema,
  originalSha256: sha256Schema,
  /** What the original's bytes are; a document is the voucher itself, and its pages are pictures of it. */
  originalMediaType: mediaTypeSchema.default('image/jpeg'),
  /** The original's own name, where it came as a file. */
  fileName: z.string().max(255).nullable().default(null),
  widthPx: z.number().int().positive(),
  heightPx: z.number().int().positive(),
  dpi: z.number().positive(),
  kind: voucherKindSchema,
  kindScore: z.number(),
  quality: qualitySchema,
  fields: fieldsSchema,
  lineItems: z.array(lineItemSchema).max(1000).default([]),
  /** The same for pages that are one voucher. */
  voucherId: z.string().max(100).nullable().default(null),
  /** Engine and model that read it; null where none was needed or none was noted. */
  model: z.string().max(200).nullable().default(null),
  qr: z.array(z.string().max(4000)).max(50),
  checks: z.array(checkSchema).max(50),
  /** The returned page that this one takes the place of. */
  retakeOf: pageIdSchema.nullable(),
})
export type SubmittedPage = z.infer<typeof submittedPageSchema>

/** PUT /api/claims/:id, repeatable: the same round again answers the same. Every page's two files must be kept, else 409 files-missing. */
export const claimSubmissionSchema = z.object({
  round: z.number().int().positive(),
  form: claimFormSchema,
  pages: z.array(submittedPageSchema).min(1).max(200),
  /** What the unit already says to alerts it saw before submission. */
  explanations: z.array(z.object({ ruleId: ruleIdSchema, key: z.string().max(300), text: z.string().min(1).max(1000) })).max(100),
})
export type ClaimSubmission = z.infer<typeof claimSubmissionSchema>

export const alertStepSchema = z.object({ at: isoTimeSchema, actor: z.string(), action: z.enum(['raised', 'explained', 'confirmed', 'voided']), text: z.string() })
export const alertSchema = z.object({
  id: alertIdSchema,
  claimId: claimIdSchema,
  claimNumber: z.string(),
  unitName: z.string(),
  pageId: pageIdSchema.nullable(),
  ruleId: ruleIdSchema,
  ruleVersion: z.number().int(),
  level: alertLevelSchema,
  state: alertStateSchema,
  title: z.object({ zh: z.string(), en: z.string() }),
  text: z.object({ zh: z.string(), en: z.string() }),
  evidence: z.array(evidenceSchema),
  log: z.array(alertStepSchema),
})
export type Alert = z.infer<typeof alertSchema>

export const reviewedPageSchema = submittedPageSchema.extend({
  position: z.number().int(),
  review: pageReviewSchema,
  returnReason: z.string().nullable(),
})
export type ReviewedPage = z.infer<typeof reviewedPageSchema>

/** GET /api/claims?state=kept,in-review&cursor= : newest first for browsers; an accountant sees the own unit's only. */
export const claimSummarySchema = z.object({
  id: claimIdSchema,
  unit: unitSchema,
  form: claimFormSchema,
  round: z.number().int(),
  state: claimStateSchema,
  pageCount: z.number().int(),
  openAlerts: z.object({ level1: z.number().int(), level2: z.number().int(), level3: z.number().int() }),
  takenBy: z.object({ id: accountIdSchema, name: z.string() }).nullable(),
  submittedAt: isoTimeSchema,
  changedAt: isoTimeSchema,
})
export type ClaimSummary = z.infer<typeof claimSummarySchema>
export const claimListSchema = z.object({ claims: z.array(claimSummarySchema), nextCursor: z.string().nullable() })

/** GET /api/claims/:id */
export const claimDetailSchema = claimSummarySchema.extend({
  pages: z.array(reviewedPageSchema),
  alerts: z.array(alertSchema),
  history: z.array(z.object({ at: isoTimeSchema, actor: z.string(), action: z.string(), text: z.string() })),
})
export type ClaimDetail = z.infer<typeof claimDetailSchema>

/** POST /api/claims/:id/take, /release, /approve, /recall take no body and answer claimSummarySchema. */
export const returnClaimSchema = z.object({ pages: z.array(z.object({ pageId: pageIdSchema, reason: z.string().trim().min(1).max(500) })).min(1).max(200) })

/** POST /api/alerts/:id/explain (the unit), /confirm, /void (the reviewer who has the claim); answers alertSchema. */
export const alertActionSchema = z.object({ text: z.string().trim().min(1).max(1000) })

/**
 * GET /api/events?after=seq: server-sent events for the session's unit (reviewers: of the queue), `id:` is the seq,
 * numbered without gaps per unit, kept so that a desk that was away hears all of it at its next connection.
 */
export const claimEventSchema = z.object({
  seq: z.number().int(),
  claimId: claimIdSchema,
  at: isoTimeSchema,
  what: z.enum(['claim', 'alert']),
})
export type ClaimEvent = z.infer<typeof claimEventSchema>

/** GET /api/rules: those in force, so that the desk checks by the same. */
export const ruleListSchema = z.object({ rules: z.array(ruleSchema) })
export { hitSchema }

/** Administrator: GET/POST /api/accounts, POST /api/accounts/:id/unlock|disable|enable|password, GET/POST /api/units. */
export const passwordSchema = z.string().min(10).max(200)
export const newUnitSchema = z.object({ name: z.string().trim().min(1).max(100), taxId: z.string().trim().min(15).max(20) })
export const newAccountSchema = z.object({
  account: z.string().trim().regex(/^[A-Za-z0-9._-]{3,64}$/), name: z.string().trim().min(1).max(50), role: roleSchema,
  unitId: unitIdSchema.nullable(), password: passwordSchema,
})
export const accountSchema = z.object({
  id: accountIdSchema, account: z.string(), name: z.string(), role: roleSchema, unit: unitSchema.nullable(),
  disabled: z.boolean(), lockedUntil: isoTimeSchema.nullable(),
})
export type Account = z.infer<typeof accountSchema>
