import { findMeasureCode } from '../../../contract/codes/measures.ts';
import { keyOf } from '../../../contract/domain/index.ts';
import type { Policies } from '../../history/lines.ts';
import type { OrderRecord } from '../orders/version.ts';
import type { PatientRecord } from '../record/patient-record.ts';
import { instant, MINUTE } from '../time/instant.ts';
import { after, exactly, type Tri } from '../time/span.ts';
import { contentReason, controlReason } from './content-gate.ts';
import type { Expectation, Reason } from './expectation.ts';
import { accepted, newFiling, type Attempt, type Filing, type SubmitOp } from './filing.ts';
import { orderGate } from './order-gate.ts';
import { permissionGate } from './permission-gate.ts';
import { FilingIndex } from './filing-index.ts';
import { sameContent } from './same-content.ts';

/** How far ahead of the SUT's clock a reading may lie. Source: contract, gate 5. */
const FUTURE = 5n * MINUTE;

export interface Admission {
  readonly attempts: readonly Attempt[];
  readonly filings: readonly Filing[];
}

interface World {
  readonly record: PatientRecord;
  readonly orders: readonly OrderRecord[];
  readonly policies: Policies;
  /** Attempts under the same identifier for other patients. */
  readonly foreign: (key: string) => readonly SubmitOp[];
}

const refused = (reason: Reason): Expectation => ({
  accept: false,
  files: false,
  replay: false,
  storedAnswer: false,
  reasons: [reason],
});

/** Gate 2: whether the SUT knows the patient. A patient never announced is taken to be provisioned. */
const patientReason = ({ record }: World, op: SubmitOp): { reason: Reason; tri: Tri } | undefined => {
  if (op.act.defect?.kind === 'sender-of')
    return {
      reason: {
        cause: 'other-patient',
        codes: ['patient-not-authorised'],
        why: 'gate 2: sent with the credentials of another patient',
      },
      tri: 'yes',
    };
  const { registrations } = record;
  if (registrations.length === 0 || registrations.some((r) => r.outcome === 'ok' && r.settled <= op.sent))
    return undefined;
  const reason: Reason = {
    cause: 'unknown-patient',
    codes: ['patient-not-authorised'],
    why: 'gate 2: the patient is unknown',
  };
  return { reason, tri: 'maybe' };
};

const CONFLICT: Reason = {
  cause: 'conflict',
  codes: ['identifier-conflict'],
  why: 'gate 3: the identifier is already used with other content',
};

/** What the gates after identity allow. `apart`: accepted, but kept out of the record (a declared policy). */
interface Gated {
  readonly admits: boolean;
  readonly apart?: boolean;
  readonly reasons: Reason[];
}

/** Gates 4 to 7, after identity has found nothing. */
const laterGates = (world: World, op: SubmitOp): Gated => {
  const { reading } = op.act;
  const control = controlReason(reading);
  if (control !== undefined)
    return { admits: false, apart: world.policies.control === 'store-apart', reasons: [control] };
  const reasons: Reason[] = [];
  const met = { from: op.sent, to: op.settled };
  const now = world.record.clock.over(op.sent, op.settled);
  const ahead = after(exactly(instant(reading.effective)), { low: now.low + FUTURE, high: now.high + FUTURE });
  if (ahead !== 'no') {
    const quarantine = world.policies.future === 'quarantine';
    const future: Reason = {
      cause: 'future',
      codes: ['future-time'],
      why: `gate 5: effective ${reading.effective} is more than 5 min ahead of the SUT's clock`,
    };
    if (ahead === 'yes') return { admits: false, apart: quarantine, reasons: [future] };
    reasons.push(future);
  }
  const measure = findMeasureCode(reading.code)?.measure ?? reading.measure;
  const orders = orderGate(reading, measure, world.orders, met, now, world.policies);
  reasons.push(...orders.reasons);
  if (!orders.admits) return { admits: false, reasons };
  const permission = permissionGate(reading, measure, world.record.permissions, met, world.policies);
  return { admits: permission.admits, reasons: [...reasons, ...permission.reasons] };
};

interface Identity {
  readonly replayed: Filing | undefined;
  readonly conflicting: boolean;
  /** Certain that one of the two applies. */
  readonly sure: boolean;
}

const identityOf = (world: World, op: SubmitOp, filings: FilingIndex): Identity => {
  const { reading } = op.act;
  const key = keyOf(reading.identifier);
  const under = filings.under(key);
  const before = (f: Filing): boolean => {
    const done = accepted(f);
    return done !== undefined && done.settled <= op.sent;
  };
  const foreign = world.foreign(key).filter((other) => other.outcome !== 'refused' && other.sent < op.settled);
  const replayed =
    under.find((f) => [...f.attempts].some((a) => sameContent(a.op.act.reading, reading))) ??
    (under.length === 0 ? filings.measured(reading) : undefined);
  const conflicting = (under.length > 0 && replayed === undefined) || foreign.length > 0;
  const sure =
    (replayed !== undefined && before(replayed)) ||
    under.some(before) ||
    foreign.some((other) => other.outcome === 'ok' && other.settled <= op.sent);
  return { replayed, conflicting, sure };
};

const expectationOf = (world: World, op: SubmitOp, identity: Identity): Expectation => {
  const content = contentReason(op);
  if (content !== undefined) return refused(content);
  const patient = patientReason(world, op);
  if (patient?.tri === 'yes') return refused(patient.reason);
  const early: Reason[] = patient === undefined ? [] : [patient.reason];
  const { status } = op.act.reading;
  if (status === 'corrected' || status === 'entered-in-error')
    return {
      accept: true,
      files: true,
      replay: false,
      storedAnswer: false,
      reasons: [
        {
          cause: 'not-built',
          codes: ['rule-not-supported', 'unsupported-interaction'],
          why: 'corrections are not judged yet',
        },
      ],
    };
  const replay = identity.replayed !== undefined;
  const storedAnswer = identity.conflicting && op.via === 'fhir';
  const conflicts = identity.conflicting ? [CONFLICT] : [];
  if (identity.sure)
    return {
      accept: replay && !identity.conflicting,
      files: false,
      replay,
      storedAnswer,
      reasons: [...early, ...conflicts],
    };
  const gates = laterGates(world, op);
  return {
    accept: gates.admits || gates.apart === true || replay,
    files: gates.admits,
    replay,
    storedAnswer,
    reasons: [...early, ...conflicts, ...gates.reasons],
  };
};

/** A conflicting attempt, and one that was refused or never reached the pipeline, files nothing. */
const join = (filings: FilingIndex, attempt: Attempt, identity: Identity): void => {
  if (attempt.op.outcome === 'refused' || identity.conflicting) return;
  if (identity.replayed === undefined) {
    if (attempt.op.outcome === 'ok' || attempt.expectation.accept) filings.add(newFiling(attempt));
    return;
  }
  identity.replayed.attempts.push(attempt);
  filings.alias(identity.replayed, keyOf(attempt.op.act.reading.identifier));
};

/** Judges every attempt of a patient by the gates, first reason first, and gathers what was filed. */
export const admit = (world: World): Admission => {
  const filings = new FilingIndex();
  const attempts: Attempt[] = [];
  for (const op of world.record.submissions) {
    const identity = identityOf(world, op, filings);
    const attempt: Attempt = { op, expectation: expectationOf(world, op, identity) };
    attempts.push(attempt);
    join(filings, attempt, identity);
  }
  return { attempts, filings: filings.all };
};
