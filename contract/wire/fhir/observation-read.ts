import { structureDefinition, SYSTEM } from '../../codes/canonical.ts';
import {
  CONTROL_SOLUTION,
  CONTROL_SOLUTION_SAMPLE,
  findMeasureCode,
  MEAL_CONTEXT_KEY_MDC,
  MEASURE_OF_UNIT,
} from '../../codes/measures.ts';
import type { Coding, Measure } from '../../domain/measure.ts';
import type { Reading, ReadingResult } from '../../domain/reading.ts';
import { compact } from '../json/compact.ts';
import { codeIn, readCodings } from './concept.ts';
import { type Cursor, fail } from './cursor.ts';
import { extensionOf, refuseUnknownModifiers } from './extension.ts';
import { readNewIdentifier, readNewKey } from './identifier.ts';
import { readInstant } from './instant.ts';
import { readMealContext } from './limits.ts';
import { readResult } from './observation-result.ts';
import { resolveOrFail } from './reference.ts';
import type { IdentifierOf } from './references.ts';

export const SEQUENCE_NUMBER = structureDefinition('sequence-number');
export const USER_ENTERED = structureDefinition('user-entered');

const STATUSES = ['preliminary', 'final', 'corrected', 'amended', 'entered-in-error'] as const;

const isSame = (a: Coding, b: Coding): boolean => a.system === b.system && a.code === b.code;

/** Whether a component says that no blood was measured. */
const isOfControlSample = (root: Cursor): boolean =>
  root
    .get('component')
    .list()
    .some((c) => readCodings(c.get('valueCodeableConcept')).some((coding) => isSame(coding, CONTROL_SOLUTION_SAMPLE)));

/** The coding that decides: control solution, also of the sample, before a measure, a known measure before anything else. */
const readCode = (root: Cursor): Coding => {
  const at = root.get('code');
  const codings = readCodings(at);
  const isControl = codings.some((coding) => isSame(coding, CONTROL_SOLUTION)) || isOfControlSample(root);
  const chosen =
    isControl && codings.length > 0
      ? CONTROL_SOLUTION
      : (codings.find((c) => findMeasureCode(c) !== undefined) ?? codings[0]);
  if (chosen === undefined) fail('missing-element', at.path, 'no coding with system and code');
  if (chosen.system.length > 255 || chosen.code.length > 64) fail('bad-value', at.path, 'the code is too long');
  return chosen;
};

/** A code that is none of ours still needs a measure to be held in: its unit's. The receiver refuses it by its code. */
const measureOf = (code: Coding, result: ReadingResult): Measure => {
  const unit =
    result.kind === 'value' ? result.quantity.unit : result.kind === 'off-scale' ? result.bound?.unit : undefined;
  return findMeasureCode(code)?.measure ?? (unit === undefined ? 'glucose' : MEASURE_OF_UNIT[unit]);
};

/** The meal contexts, each once. One that is not known here is none; beside others it makes none of them certain. */
const readContexts = (root: Cursor): Pick<Reading, 'mealContext' | 'furtherContexts'> => {
  const components = root
    .get('component')
    .list()
    .filter((c) => codeIn(c.get('code'), SYSTEM.mdc) === MEAL_CONTEXT_KEY_MDC);
  const stated = components.map((c) => readMealContext(c.get('valueCodeableConcept')));
  const [first, ...further] = new Set(stated.filter((context) => context !== undefined));
  if (first === undefined || stated.includes(undefined)) return {};
  return { mealContext: first, ...(further.length === 0 ? {} : { furtherContexts: further }) };
};

/** The identifier that names the device: of the reference, or of the contained Device that it points to. */
const deviceIdentifier = (root: Cursor): Cursor => {
  const device = root.get('device');
  const literal = device.get('reference').optionalText();
  const contained = root
    .get('contained')
    .list()
    .find((c) => c.get('resourceType').value === 'Device' && literal === `#${String(c.get('id').value)}`);
  return contained?.get('identifier').list()[0] ?? device.get('identifier');
};

/**
 * A device nobody registered is no reason to refuse: by a reference that nobody knows it is named by its identifier, and
 * by that alone it simply has no name.
 */
const readDevice = (root: Cursor, identifierOf: IdentifierOf): Reading['device'] => {
  const device = root.get('device');
  if (!device.present) return undefined;
  const literal = device.get('reference').optionalText();
  if (literal === undefined)
    return device.get('identifier').present ? readNewIdentifier(device.get('identifier')) : undefined;
  const stated = deviceIdentifier(root);
  const isWhole = stated.get('system').present && stated.get('value').present;
  return identifierOf(literal) ?? (isWhole ? readNewIdentifier(stated) : undefined);
};

/**
 * Everything of a Reading; the patient is resolved last, so that a malformed one reveals nobody. `own`: where our
 * extensions may stand, if that is looked at.
 */
export const readReading = (
  root: Cursor,
  identifierOf: IdentifierOf,
  own?: Readonly<Record<string, readonly string[]>>,
): Reading => {
  refuseUnknownModifiers(root, {}, own);
  const status = root.get('status').oneOf(STATUSES);
  const code = readCode(root);
  const result = readResult(root);
  const sequence = extensionOf(root, SEQUENCE_NUMBER);
  const entered = extensionOf(root, USER_ENTERED);
  const reading = {
    identifier: readNewKey(root),
    measure: measureOf(code, result),
    code,
    status: status === 'amended' ? 'corrected' : status,
    effective: readInstant(root.get('effectiveDateTime')),
    result,
    device: readDevice(root, identifierOf),
    ...readContexts(root),
    sequenceNumber: sequence?.get('valueUnsignedInt').integer(0, 65_535),
    userEntered: entered?.get('valueBoolean').boolean(),
  } as const;
  return compact({ ...reading, patient: resolveOrFail(root.get('subject'), identifierOf, 'patient-not-authorised') });
};
