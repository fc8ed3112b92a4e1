/** What a review rule is: data (id, version, level, parameters, text) and a pure function that finds hits in facts. */
import { z } from 'zod'
import type { Check } from '../scan.ts'
import type { VoucherPage } from '../originals.ts'
import { claimIdSchema, fieldNameSchema, pageIdSchema, quadSchema } from '../voucher.ts'

/** 三级预警: 1 blocks the payment, 2 makes it wait, 3 asks the unit to correct or explain. */
export const alertLevelSchema = z.union([z.literal(1), z.literal(2), z.literal(3)])
export type AlertLevel = z.infer<typeof alertLevelSchema>

export const ruleIdSchema = z.enum(['invoice-used-before', 'buyer-not-unit', 'amounts-disagree', 'outside-budget-year'])
export type RuleId = z.infer<typeof ruleIdSchema>

/** Text with {name} places, filled from a hit's values. */
export const ruleTextSchema = z.object({ zh: z.string(), en: z.string() })

export const ruleSchema = z.object({
  id: ruleIdSchema,
  version: z.number().int().positive(),
  level: alertLevelSchema,
  /** Switched off rules stay on record. */
  active: z.boolean(),
  parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  title: ruleTextSchema,
  text: ruleTextSchema,
})
export type Rule = z.infer<typeof ruleSchema>

/** Where a hit can be seen: which page, which field and region of it, and what stands there. */
export const evidenceSchema = z.object({
  pageId: pageIdSchema.nullable(),
  field: fieldNameSchema.nullable(),
  value: z.string(),
  /** Pixels of the page's image. */
  boxPx: quadSchema.optional(),
})
export type Evidence = z.infer<typeof evidenceSchema>

export const hitSchema = z.object({
  ruleId: ruleIdSchema,
  ruleVersion: z.number().int(),
  level: alertLevelSchema,
  pageId: pageIdSchema.nullable(),
  /** The same fault found again has the same key, so that it is raised once. */
  key: z.string().max(300),
  values: z.record(z.string(), z.string()),
  evidence: z.array(evidenceSchema),
})
export type Hit = z.infer<typeof hitSchema>

/** An earlier use of the same invoice, as far as the one who looks knows. */
export const earlierUseSchema = z.object({ claimId: claimIdSchema, claimNumber: z.string(), unitName: z.string() })
export type EarlierUse = z.infer<typeof earlierUseSchema>

export interface PageFacts extends VoucherPage {
  checks: readonly Check[]
}

/** All that the rules may look at. `earlierUses` is looked up by the caller: invoice key to uses in other claims. */
export interface ClaimFacts {
  unit: { name: string; taxId: string }
  claim: { number: string; amount: string; budgetYear: number }
  pages: readonly PageFacts[]
  earlierUses: ReadonlyMap<string, readonly EarlierUse[]>
}

export type RuleFunction = (rule: Rule, facts: ClaimFacts) => Hit[]
