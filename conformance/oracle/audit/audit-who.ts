import { type AuditEvent, keyOf } from '../../../contract/domain/index.ts';
import type { OpLine } from '../../history/lines.ts';
import type { PatientRecord } from '../record/patient-record.ts';
import { APART, type Instant, tryLocalInstant } from '../time/instant.ts';
import { type Span, widen } from '../time/span.ts';

/** Who spoke, as far as no system can have one client for two of them. */
export type Party = 'hospital' | 'patient' | 'gateway' | 'hl7v2';

const PARTY: Readonly<Record<string, Party>> = {
  ehr: 'hospital',
  clinician: 'hospital',
  portal: 'patient',
  gateway: 'gateway',
};

/**
 * The party whose act it was. Over HL7 v2 orders and readings come from the application that MSH-3 names, which can be one.
 * What a person did for the harness, or was made beforehand, is told under any name.
 */
export const partyOf = ({ via, actor }: OpLine): Party | undefined => {
  if (via === 'hl7v2') return 'hl7v2';
  return via === 'fhir' || via === 'port-protocol' ? PARTY[actor.split(':')[0] ?? ''] : undefined;
};

/** An interface engine may be the hospital's or the gateway's; it is never the patient's portal. */
const areTwo = (a: Party, b: Party): boolean =>
  a !== b && (a === 'patient' || b === 'patient' || (a !== 'hl7v2' && b !== 'hl7v2'));

/** One thing that was done, with what the trail tells of it. */
export interface Told {
  readonly op: OpLine | undefined;
  readonly subject: AuditEvent['subject'];
  readonly entity: string;
  readonly events: readonly AuditEvent[];
}

/**
 * Under which names a trail tells of each party: by what one party alone did. Names are a system's own (bindings, 5.9);
 * that two parties have two is all that can be asked.
 */
export const partiesByName = (all: readonly Told[]): ReadonlyMap<string, ReadonlySet<Party>> => {
  const names = new Map<string, Set<Party>>();
  const things = Map.groupBy(all, ({ subject, entity }) => `${subject} ${entity}`);
  for (const told of things.values()) {
    const parties = new Set(told.map(({ op }) => op && partyOf(op)));
    const [party] = parties;
    // What happens to an item is told as the act of whoever caused it.
    if (party === undefined || parties.size > 1 || told[0]?.subject === 'item') continue;
    for (const { who } of told.flatMap(({ events }) => events))
      names.set(who, (names.get(who) ?? new Set()).add(party));
  }
  return names;
};

/** Of events about one operation, those under the name of another party. */
export const namesakesAmong = (
  op: OpLine | undefined,
  events: readonly AuditEvent[],
  names: ReadonlyMap<string, ReadonlySet<Party>>,
): readonly AuditEvent[] => {
  const party = op && partyOf(op);
  if (party === undefined) return [];
  return events.filter(({ who }) => [...(names.get(who) ?? [])].some((other) => areTwo(party, other)));
};

const isWithin = (at: Instant | undefined, { low, high }: Span): boolean => at !== undefined && low <= at && at <= high;

/** Of events about one operation, those that are dated to another time, by the clock of the wall and by the test clock. */
export const misdatedAmong = (
  op: OpLine | undefined,
  events: readonly AuditEvent[],
  { clock }: Pick<PatientRecord, 'clock'>,
): readonly AuditEvent[] => {
  if (op === undefined) return [];
  const spans = [clock.wall(op.sent, op.settled), clock.over(op.sent, op.settled)].map((span) => widen(span, APART));
  return events.filter(({ recorded }) => {
    const at = tryLocalInstant(recorded)?.at;
    return !spans.some((span) => isWithin(at, span));
  });
};

/** Whether an event is about the patient whose trail it stands in. */
export const namesPatient = (event: AuditEvent, patient: string): boolean =>
  event.patient !== undefined && keyOf(event.patient) === patient;
