/** What finding and reading say of one file: the scan contract (docs/scan-contract.md), also spoken between station and imaging. */
import { z } from 'zod'
import { fieldsSchema, quadSchema, voucherKindSchema } from './voucher.ts'

export const qualityReasonSchema = z.enum(['blur', 'glare', 'cut', 'finger', 'low-dpi', 'dark', 'blank', 'duplicate'])
export type QualityReason = z.infer<typeof qualityReasonSchema>
export const checkRuleSchema = z.enum(['qr', 'upper', 'arithmetic', 'tax-id', 'date', 'number-format', 'buyer'])
export const scanErrorCodeSchema = z.enum(['not-found', 'unreadable', 'unsupported', 'truncated', 'too-large', 'encrypted', 'unsafe', 'timeout', 'internal'])
export type ScanErrorCode = z.infer<typeof scanErrorCodeSchema>

/** How a photographed page is kept: in its colours, in greys, or in black and white alone. */
export const pageToneSchema = z.enum(['colour', 'grey', 'black-white'])
export type PageTone = z.infer<typeof pageToneSchema>

export const checkSchema = z.object({ rule: checkRuleSchema, ok: z.boolean(), message: z.string(), messageEn: z.string().optional() })
export type Check = z.infer<typeof checkSchema>

/** A check in words; what was stored before there was English stays Chinese. */
export function checkText({ message, messageEn }: Check, language: 'zh' | 'en'): string {
  return language === 'en' ? (messageEn ?? message) : message
}

export const qualitySchema = z.object({
  verdict: z.enum(['good', 'retake', 'blank']),
  reasons: z.array(z.object({ code: qualityReasonSchema, regionPx: quadSchema.optional() })),
})

export const lineSchema = z.object({ text: z.string(), score: z.number(), boxPx: quadSchema })
export type Line = z.infer<typeof lineSchema>

/** One row of 明细, as printed. */
export const lineItemSchema = z.object({
  name: z.string(), spec: z.string().optional(), unit: z.string().optional(), quantity: z.string().optional(),
  unitPrice: z.string().optional(), amount: z.string(), taxRate: z.string().optional(), tax: z.string().optional(),
})
export type LineItem = z.infer<typeof lineItemSchema>

export const scanOutputSchema = z.object({
  path: z.string(), mediaType: z.enum(['application/pdf', 'image/jpeg']), bytes: z.number().int(), widthPx: z.number().int(), heightPx: z.number().int(), dpi: z.number(),
})

/** One paper found in the picture. All `*Px` are pixels of the input picture. */
export const scanItemSchema = z.object({
  quadPx: quadSchema,
  /** Clockwise turn of the item's top edge in the picture, 0 to 360. */
  rotationDeg: z.number(),
  page: z.number().int().positive().optional(),
  kind: voucherKindSchema,
  kindScore: z.number(),
  quality: qualitySchema,
  lines: z.array(lineSchema),
  fields: fieldsSchema,
  lineItems: z.array(lineItemSchema).optional(),
  qr: z.array(z.string()),
  checks: z.array(checkSchema),
  voucherId: z.string().optional(),
  output: scanOutputSchema,
})
export type ScanItem = z.infer<typeof scanItemSchema>

export const timingsSchema = z.object({
  decode: z.number(), find: z.number(), clean: z.number(), read: z.number(), compress: z.number(), total: z.number(),
})

export const scanResultSchema = z.discriminatedUnion('ok', [
  z.object({ file: z.string(), ok: z.literal(true), widthPx: z.number(), heightPx: z.number(), items: z.array(scanItemSchema), timingsMs: timingsSchema }),
  z.object({ file: z.string(), ok: z.literal(false), error: z.object({ code: scanErrorCodeSchema, message: z.string() }) }),
])
export type ScanResult = z.infer<typeof scanResultSchema>
