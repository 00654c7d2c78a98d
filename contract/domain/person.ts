import { z } from 'zod';
import { Identifier } from './identifier.ts';

/** A synthetic patient. Marked HTEST on every wire. */
export const Patient = z.strictObject({
  identifier: Identifier,
  family: z.string(),
  given: z.string(),
  gender: z.enum(['female', 'male', 'other', 'unknown']),
  /** FHIR's date has no year 0. */
  birthDate: z.iso.date().regex(/^(?:000[1-9]|00[1-9]|0[1-9]|[1-9])/),
});
export type Patient = z.infer<typeof Patient>;

/** A clinician in one role: the owner of an In Basket. */
export const Clinician = z.strictObject({ identifier: Identifier, family: z.string(), given: z.string() });
export type Clinician = z.infer<typeof Clinician>;

/** A pool is one In Basket; any member may act. */
export const Pool = z.strictObject({ identifier: Identifier, name: z.string(), members: z.array(Identifier).min(1) });
export type Pool = z.infer<typeof Pool>;

/** A meter, a scale or a phone. `platform` is for phones and decides eligibility. */
export const Device = z.strictObject({
  identifier: Identifier,
  patient: Identifier,
  kind: z.enum(['glucometer', 'scale', 'phone']),
  manufacturer: z.string(),
  model: z.string(),
  serial: z.string().optional(),
  platform: z.strictObject({ os: z.enum(['ios', 'android']), version: z.string() }).optional(),
});
export type Device = z.infer<typeof Device>;
