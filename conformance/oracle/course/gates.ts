import type { RefusalName } from '../../../contract/codes/refusals.ts';
import type { Reading } from '../../../contract/domain/index.ts';
import { sourceObjection } from '../people/sources.ts';
import { contentReason, controlReason } from '../readings/content-gate.ts';
import type { Cause, Finer } from '../readings/expectation.ts';
import { instant, localInstant, MINUTE } from '../time/instant.ts';
import { localPart, showSpan } from '../time/show-local.ts';
import { type Filing, latestOf, type SubmitOp } from './filing.ts';
import { identify, type Identity } from './identity.ts';
import { orderGround } from './order-gate.ts';
import { permissionGround } from './permission-gate.ts';
import type { ReadingGround } from './reading-ground.ts';
import { ACCEPT, refuse, REPLAY, type Ruling } from './ruling.ts';
import type { Step } from './step.ts';
import { effectiveTime, patientKey } from '../record/kept-reading.ts';

export type ReadingRuling = Ruling<Cause, RefusalName>;

/** How far ahead of the SUT's clock a reading may lie. Source: contract, gate 5. */
const FUTURE = 5n * MINUTE;

const accessGround = (step: Step, op: SubmitOp): ReadingGround | undefined => {
  const why = sourceObjection(step, op);
  return why === undefined ? undefined : { cause: 'source', codes: ['source-not-admitted'], why };
};

const patientGround = (step: Step, op: SubmitOp): ReadingGround | undefined => {
  if (op.act.defect?.kind === 'sender-of')
    return {
      cause: 'other-patient',
      codes: ['patient-not-authorised'],
      why: 'gate 2: sent with the credentials of another patient',
    };
  const isKnown = !step.ambience.announced || step.course.state.known.get(patientKey(op.act.reading)) === true;
  return isKnown
    ? undefined
    : { cause: 'unknown-patient', codes: ['patient-not-authorised'], why: 'gate 2: the patient is unknown' };
};

/** What kind of conflict it is, where that has a name. */
const conflictKind = (of: Filing | undefined): { readonly finer?: Finer } => {
  if (of === undefined) return { finer: 'another-patient' };
  const [first] = of.contents;
  if (first === undefined) return { finer: 'tombstone' };
  return first.reading.status === 'corrected' && latestOf(of)?.erased === false ? { finer: 'corrected-first' } : {};
};

/** `of`: what is filed under the identifier; undefined: something of another patient or measure, of which nothing is told. */
const conflict = (of: Filing | undefined): ReadingGround => {
  const line = (of === undefined ? undefined : (latestOf(of)?.by ?? of.attempts[0]))?.seq;
  const by = line === undefined ? ' by another patient or measure' : `, line ${line}`;
  return {
    cause: 'conflict',
    ...conflictKind(of),
    codes: ['identifier-conflict'],
    why: `gate 3: the identifier is already used with other content${by}`,
  };
};

const isAhead = (step: Step, reading: Reading): boolean => !step.isPast(effectiveTime(reading).at - FUTURE - 1n);

const future = (step: Step, reading: Reading): ReadingRuling => {
  const ground: ReadingGround = {
    cause: 'future',
    codes: ['future-time'],
    why: `gate 5: effective ${localPart(reading.effective)} is more than 5 min ahead of the system's clock, ${showSpan(step.now, localInstant(reading.effective).offsetMinutes)}`,
  };
  return step.ambience.policies.future === 'quarantine'
    ? { ...ACCEPT, apart: true, grounds: [ground] }
    : refuse(ground);
};

/** Gates 4 to 7 of a new reading. */
const newReading = (step: Step, op: SubmitOp): ReadingRuling => {
  const { reading } = op.act;
  if (isAhead(step, reading)) return future(step, reading);
  const ground = orderGround(step, reading) ?? permissionGround(step, reading);
  return ground === undefined ? ACCEPT : refuse(ground);
};

/** A correction that moves the reading in time passes gates 5 and 6 anew; one that does not passes. */
const correction = (step: Step, reading: Reading, of: Filing): ReadingRuling => {
  const before = latestOf(of)?.reading.effective;
  if (before !== undefined && instant(before) === effectiveTime(reading).at) return ACCEPT;
  const ruling = isAhead(step, reading) ? future(step, reading) : underOrder(step, reading);
  return { ...ruling, grounds: ruling.grounds.map((ground) => ({ ...ground, finer: 'moved-out' })) };
};

const underOrder = (step: Step, reading: Reading): ReadingRuling => {
  const ground = orderGround(step, reading);
  return ground === undefined ? ACCEPT : refuse(ground);
};

/** Kept apart, a control result passes the later gates all the same: without order and permission nothing is stored. */
const keptApart = (ruling: ReadingRuling, ground: ReadingGround): ReadingRuling =>
  ruling.way === 'accept' ? { ...ruling, apart: true, grounds: [ground] } : ruling;

const afterIdentity = (step: Step, op: SubmitOp, identity: Identity): ReadingRuling => {
  if (identity.kind === 'replay' || identity.kind === 'alias') return REPLAY;
  if (identity.kind === 'conflict') return { ...refuse(conflict(identity.with)), storedAnswer: op.via === 'fhir' };
  if (identity.kind === 'tombstone') return ACCEPT;
  if (identity.kind === 'erasure') return ACCEPT;
  const { reading } = op.act;
  const ground = controlReason(reading);
  if (ground !== undefined && step.ambience.policies.control === 'refuse') return refuse(ground);
  const ruling = identity.kind === 'new' ? newReading(step, op) : correction(step, reading, identity.of);
  return ground === undefined ? ruling : keptApart(ruling, ground);
};

/** What the gates make of a submission, first reason first. Source: contract, Admission. */
export const ruleOnReading = (
  step: Step,
  op: SubmitOp,
): { readonly ruling: ReadingRuling; readonly identity: Identity } => {
  const early = accessGround(step, op) ?? contentReason(op) ?? patientGround(step, op);
  if (early !== undefined) return { ruling: refuse(early), identity: { kind: 'new' } };
  const identity = identify(step, op);
  return { ruling: afterIdentity(step, op, identity), identity };
};
