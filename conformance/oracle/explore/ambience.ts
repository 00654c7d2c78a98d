import { keyOf, type Measure } from '../../../contract/domain/index.ts';
import type { RunLine } from '../../history/lines.ts';
import type { Ambience, Seen } from '../course/ambience.ts';
import type { CoverageBook } from '../people/coverage-book.ts';
import { familyOf } from '../items/family-of.ts';
import { hadHappened } from '../people/eligibility.ts';
import type { SourceOp } from '../people/sources.ts';
import type { PatientRecord } from '../record/patient-record.ts';
import type { OpLine } from '../../history/lines.ts';
import { either, type Tri } from '../time/span.ts';
import type { SubmitOp } from '../course/filing.ts';

/** What all courses of a run have around them. */
export interface Surroundings {
  readonly run: RunLine;
  /** Monotonic: the latest instant that the history tells of. */
  readonly horizon: number;
  readonly coverage: CoverageBook;
  readonly sources: readonly SourceOp[];
  /** In Baskets that were declared. */
  readonly declared: ReadonlySet<string>;
  /** Operations that told the SUT of further people, by key. */
  readonly people: ReadonlyMap<string, readonly OpLine[]>;
  /** Submissions under an identifier that was used for more than one patient or code; of any other: none. */
  readonly contested: (key: string) => readonly SubmitOp[];
}

const any = (ops: readonly OpLine[], from: number, to: number): Tri =>
  ops.map((op) => hadHappened(op, from, to)).reduce<Tri>(either, 'no');

/** What tells items about one reading under one rule apart: kind, and for limits the direction. */
const sightKey = (order: string, rule: string, { kind, interpretation }: Seen, reading: string): string =>
  `${order}\n${rule}\n${kind}\n${rule === 'limits' ? interpretation.join('+') : ''}\n${reading}`;

/** First sights of a patient's items about readings. */
const firstSights = (record: PatientRecord): Ambience['firstSight'] => {
  const found = new Map<string, number[]>();
  for (const { first, latest } of record.items) {
    const rule = familyOf(latest);
    if (latest.reading === undefined || rule === undefined) continue;
    const key = sightKey(keyOf(latest.order), rule, latest, keyOf(latest.reading));
    const known = found.get(key);
    if (known === undefined) found.set(key, [first.by]);
    else known.push(first.by);
  }
  return (order, rule, readings, of, since) => {
    const sights = readings
      .flatMap((reading) => found.get(sightKey(order, rule, of, reading)) ?? [])
      .filter((sight) => sight >= since);
    return sights.length === 0 ? undefined : Math.min(...sights);
  };
};

/** What surrounds one patient's course of one measure. */
export const ambienceOf = (
  record: PatientRecord,
  measure: Measure,
  measureOf: (op: SubmitOp) => Measure,
  { run, horizon, coverage, declared, contested }: Surroundings,
): Ambience => {
  const otherOrders = [...record.orders.values()].flat().filter((op) => op.act.order.measure !== measure);
  const otherGrants = record.permissions.filter(
    (op) => op.act.permission.measure !== measure && op.act.permission.status === 'granted' && op.outcome === 'ok',
  );
  const isForeign = (op: SubmitOp): boolean =>
    keyOf(op.act.reading.patient) !== record.key || measureOf(op) !== measure;
  return {
    measure,
    clock: record.clock,
    policies: run.policies,
    horizon,
    claims: run.claims === undefined ? undefined : new Set(run.claims),
    portal: run.portal === true,
    admitsSources: run.sources === true,
    declared,
    announced: record.registrations.length > 0,
    coverage,
    otherMeasureOrdered: (to) => otherOrders.some((op) => op.sent <= to),
    otherMeasurePermitted: (to) => otherGrants.some((op) => op.sent <= to),
    foreign: (key, from, to) => any(contested(key).filter(isForeign), from, to),
    orderOps: (order) => record.orders.get(order) ?? [],
    firstSight: firstSights(record),
  };
};
