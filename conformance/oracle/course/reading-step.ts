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

/** The versions that evaluate a reading: of each order that is active at its effective time, the one in force then. */
const evaluatorsOf = (step: Step, reading: Reading): Evaluators => {
  const { at } = effectiveTime(reading);
  const found: { order: string; version: Evaluators[number]['version'] }[] = [];
  for (const order of step.course.state.orders.values()) {
    const { standing, version } = standingAt(step, order, at);
    if (standing === 'active' && version !== undefined) found.push({ order: order.key, version });
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

const placeIn = (step: Step, filing: Filing, before: Content | undefined): readonly bigint[] => {
  const { timeline } = step.course;
  const after = liveOf(filing);
  const times: bigint[] = [];
  if (before !== undefined && !before.erased) {
    const { at } = effectiveTime(before.reading);
    timeline.remove({ at, key: filing.key });
    times.push(at);
  }
  if (after !== undefined) {
    const place = placed(filing.key, after);
    timeline.add(place);
    times.push(place.at);
    const measured = measuredAt(after.reading);
    const known = measured === undefined ? [] : (step.course.state.measured.get(measured) ?? []);
    if (measured !== undefined && !known.includes(filing.key))
      step.course.state.measured.set(measured, [...known, filing.key]);
  }
  return times;
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
      const content = contentOf(step, op, false, evaluators, notBefore(step.moment, freedBy(step, op)));
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
