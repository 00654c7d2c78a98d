import { z } from 'zod';
import { Identifier } from './identifier.ts';
import { Measure } from './measure.ts';

/** Life of a tracker in the portal (contract: Life cycles). `over`: its order has ended. */
export const TrackerState = z.enum(['offered', 'picked', 'connected', 'disconnected', 'over']);
export type TrackerState = z.infer<typeof TrackerState>;

/** What the portal shows the patient of one order. */
export const Tracker = z.strictObject({ order: Identifier, measure: Measure, state: TrackerState });
export type Tracker = z.infer<typeof Tracker>;

/** Why a patient's phone cannot serve. */
export const EligibilityReason = z.enum(['no-phone', 'os-too-old', 'no-health-store', 'unknown-platform']);
export type EligibilityReason = z.infer<typeof EligibilityReason>;

/** Whether a patient's phone can serve, as a clinician is told. */
export const Eligibility = z.strictObject({ eligible: z.boolean(), reason: EligibilityReason.optional() });
export type Eligibility = z.infer<typeof Eligibility>;
