import type { Reading } from '../../../contract/domain/index.ts';
import { controlReason } from '../readings/content-gate.ts';
import { type Content, type Evaluators, type Filing, latestOf, liveOf, type SubmitOp } from './filing.ts';
import { freedBy, type Identity } from './identity.ts';
import { notBefore } from './moment.ts';
import { measuredAt } from './same-as.ts';
import { settleChange } from './settle-change.ts';
import { settleLimits } from './settle-limits.ts';
import { settleRepeated } from './settle-repeated.ts';
import { standingAt } from './standing.ts';
import type { Step } from './step.ts';
import { placed } from './timeline.ts';
import { isInError } from './version.ts';
import { effectiveTime, readingKey } from '../record/kept-reading.ts';

const NONE: Evaluators = [];

/** The versions that evaluate a reading: of each order that is active at its effective time, the one in force then. */
const evaluatorsOf = (step: Step, reading: Reading): Evaluators => {
  const { at } = effectiveTime(reading);
  let found: Evaluators = NONE;
  for (const order of step.course.state.orders.values()) {
    const { standing, version } = standingAt(step, order, at);
    if (standing !== 'active' || version === undefined) continue;
    const evaluator = { order: order.key, version };
    found = found.length === 0 ? [evaluator] : [...found, evaluator];
  }
  return found;
};

const contentOf = (
  step: Step,
  op: SubmitOp,
  erased: boolean,
  evaluators: Evaluators,
  moment = step.moment,
): Content => ({
  reading: op.act.reading,
  erased,
  moment,
  by: op,
  evaluators,
});

const noteMeasured = ({ course: { state } }: Step, { key }: Filing, reading: Reading): void => {
  const measured = measuredAt(reading);
  if (measured === undefined) return;
  const known = state.measured.get(measured);
  if (known === undefined) state.measured.set(measured, [key]);
  else if (!known.includes(key)) state.measured.set(measured, [...known, key]);
};

/** Puts a filing where it now is in time. Returns its effective times, before and after. */
const placeIn = (step: Step, filing: Filing, before: Content | undefined): readonly bigint[] => {
  const { timeline } = step.course;
  const after = liveOf(filing);
  const was = before === undefined || before.erased ? undefined : effectiveTime(before.reading).at;
  if (was !== undefined) timeline.remove({ at: was, key: filing.key });
  if (after === undefined) return was === undefined ? [] : [was];
  const place = placed(filing.key, after);
  timeline.add(place);
  noteMeasured(step, filing, after.reading);
  return was === undefined ? [place.at] : [was, place.at];
};

/** Files the reading as it now is, and brings every item that depends on it in line. */
const settle = (step: Step, filing: Filing, before: Content | undefined, cause: SubmitOp): void => {
  step.course.putFiling(filing);
  const times = placeIn(step, filing, before);
  for (const order of step.course.state.orders.values()) {
    if (order.versions.some(isInError)) continue;
    if (!filing.wrongful) settleLimits(step, order.key, filing, liveOf(filing), cause);
    settleRepeated(step, order, filing, cause);
    settleChange(step, order, filing, times, cause);
  }
};

/** What a submission that was let in does. `wrongful`: it had to be refused. */
export const takeReading = (step: Step, op: SubmitOp, identity: Identity, wrongful: boolean): void => {
  const key = readingKey(op.act.reading);
  switch (identity.kind) {
    case 'conflict':
      return;
    case 'replay':
    case 'alias': {
      const { of } = identity;
      const keys = of.keys.includes(key) ? of.keys : [...of.keys, key];
      step.course.putFiling({ ...of, keys, attempts: [...of.attempts, op] });
      return;
    }
    case 'tombstone':
      step.course.putFiling({ key, keys: [key], contents: [], attempts: [op], wrongful, apart: false });
      return;
    case 'new': {
      const evaluators = evaluatorsOf(step, op.act.reading);
      const content = contentOf(step, op, false, evaluators, freedBy(step, op).reduce(notBefore, step.moment));
      settle(step, { key, keys: [key], contents: [content], attempts: [op], wrongful, apart: false }, undefined, op);
      return;
    }
    case 'correction':
    case 'erasure': {
      const { of } = identity;
      const erased = identity.kind === 'erasure';
      const before = latestOf(of);
      const evaluators = erased ? (before?.evaluators ?? []) : evaluatorsOf(step, op.act.reading);
      const content = contentOf(step, op, erased, evaluators);
      settle(step, { ...of, contents: [...of.contents, content], attempts: [...of.attempts, op] }, before, op);
    }
  }
};

/** What is kept apart: a control result is known by its identifier from then on; a quarantined reading is not. */
export const takeApart = (step: Step, op: SubmitOp, identity: Identity): void => {
  if (identity.kind !== 'new' || controlReason(op.act.reading) === undefined) return;
  const key = readingKey(op.act.reading);
  const contents = [contentOf(step, op, false, [])];
  step.course.putFiling({ key, keys: [key], contents, attempts: [op], wrongful: false, apart: true });
};
