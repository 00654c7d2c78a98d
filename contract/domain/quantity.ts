import { z } from 'zod';
import { DecimalText } from './decimal.ts';

/** The units a reading or a limit may carry: exact UCUM codes, case-sensitive (contract: admission 1). */
export const UnitCode = z.enum(['mg/dL', 'mmol/L', 'kg', 'g', '[lb_av]']);
export type UnitCode = z.infer<typeof UnitCode>;

/** A decimal with its UCUM unit. */
export const Quantity = z.strictObject({ value: DecimalText, unit: UnitCode });
export type Quantity = z.infer<typeof Quantity>;
