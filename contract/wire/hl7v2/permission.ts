import { SYSTEM } from '../../codes/canonical.ts';
import { LOINC_FOR_UNIT } from '../../codes/measures.ts';
import type { Identifier } from '../../domain/identifier.ts';
import type { Permission } from '../../domain/permission.ts';
import type { Outcome } from '../../refusal.ts';
import { attempt, need, refuseHere } from './attempt.ts';
import { composite, segment } from './build.ts';
import { encodeCoding, hasCoding, OUR_LABEL, measureOfRow, ourCode, readOurCode, refuseTwoMeasures } from './coded.ts';
import type { Envelope } from './envelope.ts';
import { encodeHeader } from './envelope.ts';
import type { Namespaces } from './identifier.ts';
import { decodeEntity, encodeEntity } from './identifier.ts';
import type { Message } from './message.ts';
import { checkKeys, checkOnce } from './once.ts';
import { decodePatient, encodePatient } from './people.ts';
import type { Segment } from './segment.ts';
import { decodeTime, encodeTime } from './time.ts';
import { refuseControls } from './texts.ts';

/** OBR-4 of a permission: LOINC "Patient Consent". HL7 v2.5.1 has no message of its own for it; this is a local agreement. */
const CONSENT = { system: SYSTEM.loinc, code: '59284-0' };
const WORD: Readonly<Record<Permission['status'], string>> = { granted: 'GRANTED', withdrawn: 'WITHDRAWN' };
const CODE_OF: Readonly<Record<Permission['measure'], (typeof LOINC_FOR_UNIT)['kg']>> = {
  glucose: LOINC_FOR_UNIT['mg/dL'],
  weight: LOINC_FOR_UNIT.kg,
};

/** A permission as the wire says it. `identifier` is absent where OBR-3 is empty: then patient and measure name it. */
export type StatedPermission = Omit<Permission, 'identifier'> & { readonly identifier?: Identifier };

/** A permission as an ORU^R01. Throws RangeError for times finer than HL7 v2 knows. */
export const encodePermissionMessage = (
  permission: StatedPermission,
  envelope: Envelope,
  namespaces: Namespaces,
): string => {
  const { identifier, patient, measure, status, at } = permission;
  return [
    encodeHeader(envelope, ['ORU', 'R01', 'ORU_R01']),
    encodePatient(patient, namespaces),
    segment('OBR', {
      1: '1',
      3: identifier === undefined ? undefined : composite(...encodeEntity(identifier, namespaces)),
      4: encodeCoding(CONSENT, {}, 'Patient Consent'),
      7: encodeTime(at),
      25: 'F',
    }),
    segment('OBX', {
      1: '1',
      2: 'CWE',
      3: encodeCoding(CODE_OF[measure], {}),
      5: ourCode(WORD[status]),
      11: 'F',
      14: encodeTime(at),
    }),
  ].join('');
};

const isConsent = (obr: Segment): boolean => hasCoding(obr, 4, CONSENT);

/** True for an ORU^R01 that states a permission, alone or beside other things. */
export const isPermissionMessage = (message: Message): boolean =>
  message.segments.some((candidate) => candidate.name === 'OBR' && isConsent(candidate));

const theOnly = (message: Message, name: string): Segment => {
  const [first, second] = message.segments.filter((candidate) => candidate.name === name);
  if (first === undefined) return refuseHere('missing-element', `${name}^1`, `no ${name}`);
  return second === undefined ? first : refuseHere('field-not-understood', `${name}^2`, 'one permission a message');
};

/** Fields that are read once: of two measures one would be granted or withdrawn, and nobody would know. */
const ONCE = [2, 3, 11, 14] as const;

/** A grant with more words to it may be none; a withdrawal takes all back, whatever stands beside it. */
const isAlone = (row: Segment): boolean => row.repetitions(5) === 1 && row.text(5, { component: 6 }) !== OUR_LABEL;

const statusOf = (row: Segment): Permission['status'] => {
  const word = readOurCode(row, 5);
  if (word === WORD.granted)
    return isAlone(row) ? 'granted' : refuseHere('field-not-understood', row.place(5), 'one word, GRANTED^^99VPF');
  return word === WORD.withdrawn
    ? 'withdrawn'
    : refuseHere(
        row.raw(5) === '' ? 'missing-element' : 'bad-value',
        row.place(5),
        'GRANTED^^99VPF or WITHDRAWN^^99VPF',
      );
};

/**
 * Reads a permission: one PID, one OBR, one OBX. Refusals: `missing-element`, `bad-value`, `time-without-offset`,
 * `unknown-code` (a measure that is none of ours), and `field-not-understood` for a second segment of these names, an
 * OBX-2 that is not coded, an OBX-11 that is not final and a field that is said twice.
 */
export const decodePermissionMessage = (message: Message, namespaces: Namespaces): Outcome<StatedPermission> =>
  attempt(() => {
    refuseControls(message);
    const patient = need(decodePatient(theOnly(message, 'PID'), namespaces));
    const obr = theOnly(message, 'OBR');
    const row = theOnly(message, 'OBX');
    checkOnce(row, ONCE);
    checkKeys(obr, [3]);
    if (!['CWE', 'CE'].includes(row.text(2)))
      return refuseHere('field-not-understood', row.place(2), 'a permission is a coded value');
    if (row.text(11) !== 'F') return refuseHere('field-not-understood', row.place(11), 'a permission is final');
    refuseTwoMeasures(row, 3);
    const measure = measureOfRow(row) ?? refuseHere('unknown-code', row.place(3), 'the code of a measure');
    const status = statusOf(row);
    const time = row.text(14);
    if (time === '') return refuseHere('missing-element', row.place(14), 'when the patient decided');
    const at = need(decodeTime(time, row.place(14)));
    const identifier = decodeEntity(obr, 3, namespaces);
    if (identifier === undefined && obr.raw(3) !== '')
      return refuseHere('missing-element', obr.place(3), 'the key with its namespace, or no key');
    return { ...(identifier === undefined ? {} : { identifier }), patient, measure, status, at };
  });
