import { keyOf, type Identifier } from '../../contract/domain/identifier.ts';
import type { Quantity } from '../../contract/domain/quantity.ts';
import type { Reading, ReadingResult } from '../../contract/domain/reading.ts';
import { msOf } from '../clock/instant.ts';
import { compare, fractionOf } from '../limits/fraction.ts';

const sameKey = (a: Identifier | undefined, b: Identifier | undefined): boolean =>
  a === undefined || b === undefined ? a === b : keyOf(a) === keyOf(b);

const contextsOf = ({ mealContext, furtherContexts = [] }: Reading): string =>
  [...new Set([mealContext, ...furtherContexts])].toSorted().join();

const sameQuantity = (a: Quantity | undefined, b: Quantity | undefined): boolean =>
  a === undefined || b === undefined
    ? a === b
    : a.unit === b.unit && compare(fractionOf(a.value), fractionOf(b.value)) === 0;

/** Equal numbers in one unit (`160.0` equals `160`), or the same thing said instead of a number. */
const sameResult = (a: ReadingResult, b: ReadingResult): boolean => {
  if (a.kind === 'value') return b.kind === 'value' && sameQuantity(a.quantity, b.quantity);
  if (a.kind === 'off-scale')
    return b.kind === 'off-scale' && a.direction === b.direction && sameQuantity(a.bound, b.bound);
  return b.kind === 'absent' && a.reason === b.reason;
};

/** Same content under one identifier (contract: Admission): patient, code, value, unit, instant, device, context, status. */
export const sameContent = (a: Reading, b: Reading): boolean =>
  sameKey(a.patient, b.patient) &&
  a.code.system === b.code.system &&
  a.code.code === b.code.code &&
  sameResult(a.result, b.result) &&
  msOf(a.effective) === msOf(b.effective) &&
  sameKey(a.device, b.device) &&
  contextsOf(a) === contextsOf(b) &&
  a.status === b.status;

/**
 * Whether two readings under different identifiers are one measurement: same patient, named device,
 * measure, effective second and value, and no sequence numbers that differ.
 */
export const sameMeasurement = (a: Reading, b: Reading): boolean =>
  a.device !== undefined &&
  sameKey(a.device, b.device) &&
  sameKey(a.patient, b.patient) &&
  a.measure === b.measure &&
  Math.floor(msOf(a.effective) / 1000) === Math.floor(msOf(b.effective) / 1000) &&
  sameResult(a.result, b.result) &&
  (a.sequenceNumber === undefined || b.sequenceNumber === undefined || a.sequenceNumber === b.sequenceNumber);
