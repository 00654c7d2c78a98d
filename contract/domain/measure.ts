import { z } from 'zod';

/** What is tracked. Interstitial glucose would be another measure, not another code of `glucose`. */
export const Measure = z.enum(['glucose', 'weight']);
export type Measure = z.infer<typeof Measure>;

/** A code with its system, as sent. The unit decides which LOINC glucose code is right. */
export const Coding = z.strictObject({ system: z.string().min(1).max(255), code: z.string().min(1).max(64) });
export type Coding = z.infer<typeof Coding>;

/** Relation of a glucose reading to a meal (IEEE 11073 partition 128). */
export const MealContext = z.enum(['pre-meal', 'post-meal', 'fasting', 'casual', 'bedtime']);
export type MealContext = z.infer<typeof MealContext>;
