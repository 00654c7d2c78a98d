import { Patient } from '../../domain/person.ts';
import type { Outcome } from '../../refusal.ts';
import { attempt, need, refuseHere } from './attempt.ts';
import { composite, segment } from './build.ts';
import type { Envelope } from './envelope.ts';
import { encodeHeader } from './envelope.ts';
import type { Namespaces } from './identifier.ts';
import { authorityOf } from './identifier.ts';
import type { Message } from './message.ts';
import { decodePatient } from './people.ts';
import type { Segment } from './segment.ts';
import { shownTime } from './shown-time.ts';
import { refuseControls } from './texts.ts';

/** Person added, outpatient registered, patient updated, with the structure of each. */
export const PATIENT_EVENTS = { A28: 'ADT_A05', A04: 'ADT_A01', A08: 'ADT_A01' } as const;
export type PatientEvent = keyof typeof PATIENT_EVENTS;

/** HL7 table 0001. What is neither is `other` or, where nobody knows, `unknown`. */
const SEX: Readonly<Record<Patient['gender'], string>> = { female: 'F', male: 'M', other: 'O', unknown: 'U' };

/** A patient as ADT. */
export const encodePatientMessage = (
  patient: Patient,
  event: PatientEvent,
  envelope: Envelope,
  namespaces: Namespaces,
): string =>
  [
    encodeHeader(envelope, ['ADT', event, PATIENT_EVENTS[event]]),
    segment('EVN', { 2: shownTime(envelope.at) }),
    segment('PID', {
      1: '1',
      3: composite(
        patient.identifier.value,
        undefined,
        undefined,
        authorityOf(patient.identifier.system, namespaces),
        'MR',
      ),
      5: composite(patient.family, patient.given, undefined, undefined, undefined, undefined, 'L'),
      7: patient.birthDate.replaceAll('-', ''),
      8: SEX[patient.gender],
    }),
    segment('PV1', { 1: '1', 2: 'N' }),
  ].join('');

const sexOf = (pid: Segment): Patient['gender'] => {
  const code = pid.text(8);
  if (code === '') return 'unknown';
  const known = Patient.shape.gender.options.find((gender) => SEX[gender] === code);
  // Table 0001 also has A (ambiguous) and N (not applicable).
  return (
    known ?? (code === 'A' || code === 'N' ? 'other' : refuseHere('unknown-code', pid.place(8), 'F, M, O, U, A or N'))
  );
};

/** The day of PID-7; a time of day behind it says nothing more of it. */
const birthDateOf = (pid: Segment): string => {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)/.exec(pid.text(7)) ?? [];
  const date = Patient.shape.birthDate.safeParse(`${year}-${month}-${day}`);
  if (pid.text(7) === '') return refuseHere('missing-element', pid.place(7), 'the day of birth');
  return date.success ? date.data : refuseHere('bad-value', pid.place(7), 'a day such as 19700115');
};

/**
 * Reads the patient of an ADT message. Refusals: `missing-element` (PID-3, both names, day of birth), `bad-value`,
 * `unknown-code` (PID-8), and `field-not-understood` for a second PID.
 */
export const decodePatientMessage = (message: Message, namespaces: Namespaces): Outcome<Patient> =>
  attempt(() => {
    refuseControls(message);
    const [pid, second] = message.segments.filter(({ name }) => name === 'PID');
    if (pid === undefined) return refuseHere('missing-element', 'PID^1', 'no patient');
    if (second !== undefined) return refuseHere('field-not-understood', second.place(1), 'one patient a message');
    const identifier = need(decodePatient(pid, namespaces));
    const [family, given] = [pid.text(5), pid.text(5, { component: 2 })];
    if (family === '' || given === '') return refuseHere('missing-element', pid.place(5), 'family name and given name');
    const patient = Patient.safeParse({ identifier, family, given, gender: sexOf(pid), birthDate: birthDateOf(pid) });
    return patient.success ? patient.data : refuseHere('bad-value', pid.place(5), 'a name that can be kept');
  });
