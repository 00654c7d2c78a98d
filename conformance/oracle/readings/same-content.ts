import type { Identifier, Quantity, Reading, ReadingResult } from '../../../contract/domain/index.ts';
import { keyOf } from '../../../contract/domain/index.ts';
import { compare, rational } from '../arithmetic/rational.ts';
import { instant, sameInstant, SECOND } from '../time/instant.ts';

const sameId = (a: Identifier | undefined, b: Identifier | undefined): boolean =>
  a === undefined || b === undefined ? a === b : keyOf(a) === keyOf(b);

const sameQuantity = (a: Quantity | undefined, b: Quantity | undefined): boolean =>
  a === undefined || b === undefined
    ? a === b
    : a.unit === b.unit && compare(rational(a.value), rational(b.value)) === 0;

/** Numbers by value: `160.0` equals `160`. */
export const sameResult = (a: ReadingResult, b: ReadingResult): boolean => {
  if (a.kind === 'value') return b.kind === 'value' && sameQuantity(a.quantity, b.quantity);
  if (a.kind === 'off-scale')
    return b.kind === 'off-scale' && a.direction === b.direction && sameQuantity(a.bound, b.bound);
  return b.kind === 'absent' && a.reason === b.reason;
};

/** Patient, code, value, unit, instant, device, context, status. Source: contract, Admission, "Same content". */
export const sameContent = (a: Reading, b: Reading): boolean =>
  sameId(a.patient, b.patient) &&
  a.code.system === b.code.system &&
  a.code.code === b.code.code &&
  sameResult(a.result, b.result) &&
  sameInstant(a.effective, b.effective) &&
  sameId(a.device, b.device) &&
  a.mealContext === b.mealContext &&
  a.status === b.status;

/**
 * One measurement under two identifiers: same device, measure, second and value, and no differing
 * sequence numbers. Without a named device never. Source: contract, Admission, gate 3.
 */
export const sameMeasurement = (a: Reading, b: Reading): boolean =>
  a.device !== undefined &&
  sameId(a.device, b.device) &&
  sameId(a.patient, b.patient) &&
  a.measure === b.measure &&
  instant(a.effective) / SECOND === instant(b.effective) / SECOND &&
  sameResult(a.result, b.result) &&
  (a.sequenceNumber === undefined || b.sequenceNumber === undefined || a.sequenceNumber === b.sequenceNumber);
