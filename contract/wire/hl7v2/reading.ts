import { CONTROL_SOLUTION, MEASURE_OF_UNIT, ORDER_CODE, findMeasureCode } from '../../codes/measures.ts';
import type { Identifier } from '../../domain/identifier.ts';
import type { Coding } from '../../domain/measure.ts';
import { Reading } from '../../domain/reading.ts';
import type { ReadingStatus } from '../../domain/reading.ts';
import type { Outcome } from '../../refusal.ts';
import { attempt, need, refuseHere } from './attempt.ts';
import type { Raw } from './build.ts';
import { composite, segment } from './build.ts';
import { decodeMeasureCoding, encodeCoding, measuresOfService, refuseTwoMeasures } from './coded.ts';
import { decodeDevice, encodeDevice } from './device.ts';
import { deviceKey } from './device-key.ts';
import type { Envelope } from './envelope.ts';
import { encodeHeader, PCD_VERSION } from './envelope.ts';
import type { Namespaces } from './identifier.ts';
import { decodeEntity, encodeEntity } from './identifier.ts';
import type { Message } from './message.ts';
import { checkKeys, checkOnce } from './once.ts';
import { decodePatient, encodePatient } from './people.ts';
import { decodeDetails, encodeDetails } from './reading-details.ts';
import type { ReadingDetails } from './reading-details.ts';
import type { ReadingGroup } from './reading-groups.ts';
import { detailsFor, deviceFor, readingGroups } from './reading-groups.ts';
import { decodeResult, encodeResult, flagged } from './reading-result.ts';
import type { Segment } from './segment.ts';
import { decodeTime, encodeTime } from './time.ts';
import { refuseControls } from './texts.ts';

/** OBX-11 of each status. An entered-in-error reading is posted as wrong, `W`. */
export const STATUS: Readonly<Record<ReadingStatus, string>> = {
  preliminary: 'P',
  final: 'F',
  corrected: 'C',
  'entered-in-error': 'W',
};
const METHOD = {
  typed: composite('MMEAS', 'manual-measurement', 'MDC'),
  measured: composite('AMEAS', 'auto-measurement', 'MDC'),
};

/** OBX-17: typed by hand or measured; nothing where the reading does not say. */
export const methodOf = (reading: Reading): Raw | undefined =>
  reading.userEntered === undefined ? undefined : reading.userEntered ? METHOD.typed : METHOD.measured;

const encodeGroup = (reading: Reading, set: number, namespaces: Namespaces): readonly string[] => {
  const effective = encodeTime(reading.effective);
  // A failed measurement that is not final says so in a row of its own: OBX-11 has room for one of the two.
  const absent = reading.result.kind === 'absent' && reading.status === 'final';
  const status = absent ? 'X' : STATUS[reading.status];
  const service = ORDER_CODE[reading.measure];
  const details = encodeDetails(reading);
  return [
    segment('OBR', {
      1: String(set),
      3: composite(...encodeEntity(reading.identifier, namespaces)),
      4: composite(service.code, service.display, 'SCT'),
      7: effective,
      25: STATUS[reading.status],
    }),
    segment('OBX', {
      1: '1',
      3: encodeCoding(reading.code, namespaces, findMeasureCode(reading.code)?.display),
      4: '1',
      ...encodeResult(reading.result),
      11: status,
      14: effective,
      17: methodOf(reading),
      18: reading.device === undefined ? undefined : encodeDevice(reading.device, namespaces),
    }),
    ...details.map((fields, index) =>
      segment('OBX', { ...fields, 1: String(index + 2), 4: '1', 11: absent ? 'F' : status, 14: effective }),
    ),
  ];
};

const samePatient = (a: Reading, b: Reading | undefined): boolean =>
  a.patient.system === b?.patient.system && a.patient.value === b.patient.value;

/**
 * Readings as one ORU^R01: one OBR group each, so that OBR-3 is the key of its reading; a PID whenever
 * the patient changes. Throws RangeError for times finer than HL7 v2 knows.
 */
export const encodeReadingMessage = (
  readings: readonly Reading[],
  envelope: Envelope,
  namespaces: Namespaces,
): string =>
  [
    encodeHeader(envelope, ['ORU', 'R01', 'ORU_R01']),
    ...readings.flatMap((reading, index) => [
      ...(samePatient(reading, readings[index - 1]) ? [] : [encodePatient(reading.patient, namespaces)]),
      ...encodeGroup(reading, index + 1, namespaces),
    ]),
  ].join('');

/** Most readings in one message. A message is filed as one, and others wait meanwhile. */
export const MOST_READINGS = 2000;

const statusOf = (row: Segment): ReadingStatus => {
  const status = row.text(11);
  switch (status) {
    case 'F':
    case 'X':
      return 'final';
    case 'P':
    case 'R':
      return 'preliminary';
    case 'C':
    case 'A':
      return 'corrected';
    case 'D':
    case 'W':
      return 'entered-in-error';
    case '':
      return refuseHere('missing-element', row.place(11), 'a result status');
    default:
      return refuseHere('field-not-understood', row.place(11), `result status ${status.slice(0, 8)}`);
  }
};

/** `labelled`: by OBR-3. */
type Form = 'labelled' | 'pcd-01';

/** OBR-3 when its group holds one reading; else OBR-3, code and sub-id together (contract: admission, identity). */
const identifierOf = (row: Segment, { order, measurements }: ReadingGroup, namespaces: Namespaces): Identifier => {
  const key = decodeEntity(order, 3, namespaces);
  if (key === undefined) return refuseHere('missing-element', order.place(3), 'the reading key with its namespace');
  return measurements.length === 1
    ? key
    : { system: key.system, value: [key.value, row.text(3), row.text(4)].join('/') };
};

/**
 * The measure: by the code, else by the unit, else by what was ordered. A code that is none of ours
 * still needs a measure to be held in; the pipeline refuses it by its code.
 */
const measureOf = (order: Segment, code: Coding, result: Reading['result']): Reading['measure'] => {
  const quantity = result.kind === 'value' ? result.quantity : result.kind === 'off-scale' ? result.bound : undefined;
  return (
    findMeasureCode(code)?.measure ??
    (quantity === undefined ? measuresOfService(order)[0] : MEASURE_OF_UNIT[quantity.unit]) ??
    'glucose'
  );
};

const effectiveOf = (row: Segment, order: Segment): string => {
  const [holder, field] = row.raw(14) === '' ? ([order, 7] as const) : ([row, 14] as const);
  const text = holder.text(field);
  return text === ''
    ? refuseHere('missing-element', row.place(14), 'the time of the measurement')
    : need(decodeTime(text, holder.place(field)));
};

const enteredByHand = (row: Segment): boolean | undefined => {
  const method = row.text(17, { component: 3 }) === 'MDC' ? row.text(17) : '';
  return method === 'MMEAS' ? true : method === 'AMEAS' ? false : undefined;
};

/** OBX-5 of a measurement that failed. */
const NOTHING = /^(""|0+(\.0+)?)?$/;

/** Fields that are read once: key and time of an OBR, and what a measurement says. */
const ONCE = { OBR: [3, 7], OBX: [2, 3, 4, 5, 6, 11, 14] } as const;

/** An erasure need not repeat the value that it takes back. */
const resultOf = (row: Segment, status: ReadingStatus, { absentReason }: ReadingDetails): Reading['result'] => {
  const absent = { kind: 'absent', reason: absentReason ?? 'unknown' } as const;
  if (row.text(11) === 'X') {
    // Some write a nought where there is nothing; any other number would be a reading that nobody hears of.
    if (!NOTHING.test(row.raw(5))) return refuseHere('bad-value', row.place(5), 'no value, or OBX-11 other than X');
    // Taken for a failed measurement, a HI or LO would be lost.
    if (flagged(row) !== undefined)
      return refuseHere('bad-value', row.place(8), 'off the scale, and OBX-11 X says that there is no result');
    return absent;
  }
  const result = decodeResult(row, absentReason === undefined && status !== 'entered-in-error' ? undefined : absent);
  if (absentReason !== undefined && result.kind !== 'absent')
    return refuseHere('bad-value', row.place(result.kind === 'value' ? 5 : 8), 'a result beside a reason for none');
  return result;
};

const decodeReading = (row: Segment, group: ReadingGroup, namespaces: Namespaces, form: Form): Reading => {
  checkOnce(row, ONCE.OBX);
  checkOnce(group.order, ONCE.OBR);
  checkKeys(group.order, [3]);
  const status = statusOf(row);
  refuseTwoMeasures(row, 3);
  const code = decodeMeasureCoding(row, 3, namespaces) ?? refuseHere('missing-element', row.place(3), 'a code');
  const details = decodeDetails(detailsFor(row, group));
  const result = resultOf(row, status, details);
  const header = deviceFor(row, group);
  const device = decodeDevice(row, namespaces) ?? (header && decodeDevice(header, namespaces));
  const userEntered = enteredByHand(row);
  const patient = need(decodePatient(group.patient, namespaces));
  const effective = effectiveOf(row, group.order);
  const reading = Reading.safeParse({
    identifier:
      (form === 'pcd-01' ? deviceKey({ patient, code, effective, device }) : undefined) ??
      identifierOf(row, group, namespaces),
    patient,
    measure: measureOf(group.order, code, result),
    code: details.isControl ? CONTROL_SOLUTION : code,
    status,
    effective,
    result,
    ...(device === undefined ? {} : { device }),
    ...(details.mealContext === undefined ? {} : { mealContext: details.mealContext }),
    ...(details.furtherContexts === undefined ? {} : { furtherContexts: details.furtherContexts }),
    ...(details.sequenceNumber === undefined ? {} : { sequenceNumber: details.sequenceNumber }),
    ...(userEntered === undefined ? {} : { userEntered }),
  });
  if (reading.success) return reading.data;
  const issue = reading.error.issues[0];
  return refuseHere('bad-value', row.place(5), `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
};

/**
 * Reads the measurements of an ORU^R01. Codes pass as they are: whether a code is known, fits its
 * unit or is a control solution is for the pipeline. Refused here is what a Reading cannot hold:
 * `too-large`, `missing-element`, `bad-value`, `unknown-unit`, `time-without-offset`, `field-not-understood` (a
 * result status of another kind). The place of a refusal counts segments of one name from 1 over the
 * whole message. A message of version 2.6 is IHE PCD-01: a reading of a device with an EUI-64 has its
 * key from what it is, because gateways number the same stored reading anew each time they send it.
 */
export const decodeReadingMessage = (message: Message, namespaces: Namespaces): Outcome<readonly Reading[]> =>
  attempt(() => {
    refuseControls(message);
    const form = message.header.text(12) === PCD_VERSION ? 'pcd-01' : 'labelled';
    const groups = readingGroups(message);
    if (groups.reduce((sum, { measurements }) => sum + measurements.length, 0) > MOST_READINGS)
      return refuseHere('too-large', undefined, `at most ${MOST_READINGS} readings a message`);
    const readings = groups.flatMap((group) => {
      const [first] = group.measurements;
      if (first === undefined)
        return refuseHere('missing-element', group.order.place(4), 'no measurement under this OBR');
      return group.measurements.map((row) => decodeReading(row, group, namespaces, form));
    });
    return readings.length === 0 ? refuseHere('missing-element', 'OBR^1', 'no reading') : readings;
  });
