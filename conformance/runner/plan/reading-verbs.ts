import type { Act, Bundle, SubmitAct, WireDefect } from '../../history/lines.ts';
import type { Identifier } from '../../../contract/domain/index.ts';
import { type Actor, gateway } from '../../sut/actor.ts';
import { parseShown } from '../document/reading-value.ts';
import type { LaneBuilder, SentReading } from './lane-builder.ts';
import { instantOf } from './local-time.ts';
import { codeFor, readingOf } from './reading-state.ts';
import type { Binding } from './planned-act.ts';
import type { Happening } from './timeline.ts';
import type { Plan, Verbs } from './verb.ts';

/** FHIR has no message types, versions nor processing ids; a v2 message has no mark of its own. */
const OF_ONE_WIRE: Readonly<Partial<Record<WireDefect['kind'], Binding>>> = {
  'message-type': 'hl7v2',
  'processing-id': 'hl7v2',
  version: 'hl7v2',
  unmarked: 'fhir',
};

const submit = (lane: LaneBuilder, { member, at }: Happening, { reading, defect, condition }: SentReading): void => {
  if (defect !== undefined && OF_ONE_WIRE[defect.kind] !== undefined && OF_ONE_WIRE[defect.kind] !== lane.binding)
    return;
  // A v2 link knows its sender, not the sender's patient.
  if (defect?.kind === 'sender-of' && lane.binding === 'hl7v2') return;
  const sender: Actor = gateway(defect?.kind === 'sender-of' ? defect.patient : reading.patient);
  const act: Act = {
    op: 'reading.submit',
    reading,
    ...(defect === undefined ? {} : { defect }),
    ...(condition === undefined ? {} : { condition }),
  };
  lane.push(member, at, sender, act, lane.binding);
};

type DefectTerm = NonNullable<Verbs['reading']['defect']>;
const defectOf = (lane: LaneBuilder, term: DefectTerm | undefined): { defect?: WireDefect } => {
  if (term === undefined) return {};
  return { defect: term.kind === 'sender-of' ? { kind: term.kind, patient: lane.patientNamed(term.patient) } : term };
};

/** The identifiers that a conditional create names. */
const conditionOf = (
  lane: LaneBuilder,
  { member }: Happening,
  { conditional }: Pick<Verbs['reading'], 'conditional'>,
  own: Identifier,
): { condition?: Identifier[] } => {
  if (conditional === undefined) return {};
  const named = conditional === true ? [] : conditional;
  return { condition: conditional === true ? [own] : named.map((n) => lane.reading(member, n).reading.identifier) };
};

/** The reading that is meant, by the words of an act, and remembered under its name. */
const sentAs = (lane: LaneBuilder, happening: Happening, term: Omit<Verbs['reading'], 'patient'>): SentReading => {
  const { member, at } = happening;
  const patient = member.patient.identifier;
  const identifier =
    term.identifierOf === undefined
      ? lane.ids.reading()
      : lane.reading(lane.memberNamed(term.identifierOfPatient) ?? member, term.identifierOf).reading.identifier;
  const made = readingOf(term, {
    identifier,
    patient,
    effective: lane.text(term.effective === undefined ? at : instantOf(term.effective, at, lane.wall)),
    device: (measure) => lane.device(member, measure, at, gateway(patient)),
    orderUnit: (measure) => lane.orderUnit(member, measure),
  });
  const sent = {
    reading: made,
    ...defectOf(lane, term.defect),
    ...conditionOf(lane, happening, term, identifier),
  };
  lane.setReading(member, term.name, sent);
  return sent;
};

export const reading: Plan<'reading'> = (lane, happening, term) =>
  submit(lane, happening, sentAs(lane, happening, term));

/** One message over HL7 v2, however it would go over FHIR. */
export const together: Plan<'together'> = (lane, happening, term) => {
  const { member, at } = happening;
  const kind = lane.binding === 'hl7v2' ? 'message' : (term.as ?? 'transaction');
  const bundle: Bundle = { id: lane.ids.bundle(), kind };
  const acts = term.readings
    .map((each) => sentAs(lane, happening, each))
    .map((sent): SubmitAct => ({ op: 'reading.submit', ...sent, bundle }));
  lane.push(member, at, gateway(member.patient.identifier), { kind: 'together', acts }, lane.binding);
};

const MS: Readonly<Record<string, number>> = { ms: 1, s: 1000 };

/** `500ms`, `2s` → milliseconds. */
const realMs = (text: string): number => {
  const [, number = '', unit = ''] = /^(\d+)(ms|s)$/.exec(text) ?? [];
  return Number(number) * (MS[unit] ?? 0);
};

/** Its readings are sent each by itself: what is answered and what is not is for the moment of the outage to say. */
export const restart: Plan<'restart'> = (lane, happening, { how, down, during = [] }) => {
  const { member, at } = happening;
  const patient = member.patient.identifier;
  const acts = during
    .map((each) => sentAs(lane, happening, each))
    .map((sent): SubmitAct => ({ op: 'reading.submit', ...sent }));
  const downMs = down === undefined ? 0 : realMs(down);
  lane.push(member, at, gateway(patient), { kind: 'restart', how, downMs, during: acts, patient }, lane.binding);
};

export const stream: Plan<'stream'> = (lane, happening) => {
  const { member, at, streamed } = happening;
  if (streamed === undefined) return;
  const { measure, result, mealContext, sequenceNumber, userEntered, anonymousDevice } = streamed;
  const patient = member.patient.identifier;
  submit(lane, happening, {
    reading: {
      identifier: lane.ids.reading(),
      patient,
      measure,
      code: codeFor(measure, result, lane.orderUnit(member, measure)),
      status: 'final',
      effective: lane.text(streamed.effective),
      result,
      ...(anonymousDevice === true ? {} : { device: lane.device(member, measure, at, gateway(patient)) }),
      ...(mealContext === undefined ? {} : { mealContext }),
      ...(sequenceNumber === undefined ? {} : { sequenceNumber }),
      ...(userEntered === undefined ? {} : { userEntered }),
    },
  });
};

export const replay: Plan<'replay'> = (lane, happening, term) => {
  const { defect: _first, ...sent } = lane.reading(happening.member, term.reading);
  submit(lane, happening, { ...sent, ...defectOf(lane, term.defect) });
};

/** Amended, it is sent honestly, whatever defect it had at first. */
export const correct: Plan<'correct'> = (lane, happening, term) => {
  const { member, at } = happening;
  const { reading: before } = lane.reading(member, term.reading);
  const shown = term.value === undefined ? undefined : parseShown(term.value);
  const sent: SentReading = {
    reading: {
      ...before,
      status: 'corrected',
      ...(shown === undefined
        ? {}
        : {
            result: shown.result,
            code: codeFor(before.measure, shown.result, lane.orderUnit(member, before.measure)),
          }),
      ...(term.effective === undefined ? {} : { effective: lane.text(instantOf(term.effective, at, lane.wall)) }),
      ...(term.context === undefined ? {} : { mealContext: term.context }),
    },
  };
  lane.setReading(member, term.name, sent);
  submit(lane, happening, sent);
};

export const erase: Plan<'erase'> = (lane, happening, term) => {
  const { reading: before } = lane.reading(happening.member, term.reading);
  submit(lane, happening, { reading: { ...before, status: 'entered-in-error' } });
};

/** Its readings are within limits and are no one else's: without a device no two of them are the same. */
export const talk: Plan<'talk'> = (lane, { member, at }, term) => {
  // Over FHIR there is no connection to send on in a manner of one's own.
  if (lane.binding !== 'hl7v2') return;
  const patient = member.patient.identifier;
  const made = readingOf(
    { value: '120 mg/dL', device: 'none' },
    {
      identifier: lane.ids.reading(),
      patient,
      effective: lane.text(at),
      device: (measure) => lane.device(member, measure, at, gateway(patient)),
      orderUnit: (measure) => lane.orderUnit(member, measure),
    },
  );
  const request = { case: term.case, reading: made, at, zone: lane.wall.zone };
  lane.push(member, at, gateway(patient), { kind: 'talk', request }, 'hl7v2');
};
