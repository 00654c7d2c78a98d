import { CONTROL_SOLUTION, findMeasureCode } from '../../../contract/codes/measures.ts';
import type { Reading } from '../../../contract/domain/index.ts';
import type { OpOf } from '../record/patient-record.ts';
import { rational } from '../arithmetic/rational.ts';
import type { Reason } from './expectation.ts';

const isControl = (reading: Reading): boolean =>
  reading.code.system === CONTROL_SOLUTION.system && reading.code.code === CONTROL_SOLUTION.code;

const unitReason = (reading: Reading): Reason | undefined => {
  const known = findMeasureCode(reading.code);
  if (known === undefined)
    return isControl(reading)
      ? undefined
      : { cause: 'unknown-code', codes: ['unknown-code'], why: `gate 1: code ${reading.code.code} is no measure` };
  const quantity =
    reading.result.kind === 'value'
      ? reading.result.quantity
      : reading.result.kind === 'off-scale'
        ? reading.result.bound
        : undefined;
  if (quantity === undefined) return undefined;
  if (!known.units.includes(quantity.unit))
    return {
      cause: 'unit-mismatch',
      codes: ['unit-mismatch'],
      why: `gate 1: code ${reading.code.code} does not go with ${quantity.unit}`,
    };
  if (quantity.value.startsWith('-') && rational(quantity.value).num < 0n)
    return { cause: 'bad-number', codes: ['bad-value'], why: `gate 1: ${quantity.value} is negative` };
  return undefined;
};

const defectReason = (op: OpOf<'reading.submit'>): Reason | undefined => {
  const { defect } = op.act;
  switch (defect?.kind) {
    case 'time-without-offset':
      return { cause: 'no-offset', codes: ['time-without-offset'], why: 'gate 1: the time has no offset' };
    case 'unknown-unit':
      return { cause: 'unknown-unit', codes: ['unknown-unit'], why: `gate 1: unit ${defect.unit} is not accepted` };
    case 'bad-number':
      return { cause: 'bad-number', codes: ['bad-value', 'malformed'], why: `gate 1: ${defect.text} is no decimal` };
    case 'message-type':
      return {
        cause: 'message-type',
        codes: ['unsupported-message', 'unsupported-event'],
        why: `message type ${defect.type} is not supported`,
      };
    case 'processing-id':
      return {
        cause: 'processing-id',
        codes: ['unsupported-processing-id'],
        why: `MSH-11 is ${defect.id}, and this is a test system`,
      };
    case 'version':
      return {
        cause: 'version',
        codes: ['unsupported-version'],
        why: `version ${defect.version} is not supported`,
      };
    case 'cut-off':
      return { cause: 'cut-off', codes: [], why: 'its frame never ended, so no message was sent' };
    case 'undecodable':
      return { cause: 'undecodable', codes: ['charset'], why: `gate 1: its bytes are not ${defect.charset}` };
    case 'foreign-delimiters':
      return {
        cause: 'foreign-delimiters',
        codes: ['malformed', 'missing-element', 'bad-value', 'unsupported-message'],
        why: 'gate 1: it does not use the delimiters that MSH-1 and MSH-2 name',
      };
    case 'control-id-reuse':
      return { cause: 'control-id-reuse', codes: ['control-id-reuse'], why: 'its control id is that of other content' };
    case 'unmarked':
    case 'sender-of':
    case undefined:
      return undefined;
  }
};

/** A conditional create that matches more than one reading writes nothing (R4 http, Conditional create). */
const conditionReason = ({ act: { condition = [] } }: OpOf<'reading.submit'>): Reason | undefined =>
  condition.length > 1
    ? { cause: 'several-matches', codes: ['multiple-matches'], why: 'what its condition names is filed, all of it' }
    : undefined;

/** Gate 1: malformed, unknown unit, unit that does not fit the code; and what is refused before any gate. */
export const contentReason = (op: OpOf<'reading.submit'>): Reason | undefined =>
  defectReason(op) ?? conditionReason(op) ?? unitReason(op.act.reading);

/** Gate 4. */
export const controlReason = (reading: Reading): Reason | undefined =>
  isControl(reading)
    ? { cause: 'control-solution', codes: ['control-solution'], why: 'gate 4: control solution' }
    : undefined;
