import type { OpLine } from '../../history/lines.ts';
import type { Course } from '../course/course.ts';
import { liveOf } from '../course/filing.ts';
import { type RaisedItem, standsOf } from '../course/item.ts';
import type { MeasureView } from '../derive/world.ts';
import type { Attempt } from '../readings/filing.ts';
import { isOp } from '../record/patient-record.ts';
import type { OpenWays, Way } from './explanation.ts';

/** So many ways are told; a person reads no more. */
const MOST_WAYS = 8;

type How = OpenWays['operations'][number]['how'];

const overlap = (a: OpLine, b: OpLine): boolean => a.sent < b.settled && b.sent < a.settled;

const opsOf = ({ measure }: MeasureView, more: readonly OpLine[]): readonly OpLine[] =>
  [...[...measure.orders.values()].flat(), ...measure.permissions, ...measure.submissions, ...more].filter(
    (op) => op.outcome !== 'refused',
  );

/** What was never answered, or was under way together with an attempt at this reading or with something that was. */
const candidates = (ops: readonly OpLine[], attempts: readonly Attempt[]): ReadonlyMap<OpLine, How> => {
  const own = new Set<OpLine>(attempts.map((a) => a.op));
  const found = new Map<OpLine, How>();
  for (const op of ops) if (op.outcome === 'unknown') found.set(op, 'unanswered');
  let reached: readonly OpLine[] = [...own];
  while (reached.length > 0) {
    const next = ops.filter((op) => !own.has(op) && !found.has(op) && reached.some((r) => overlap(op, r)));
    for (const op of next) found.set(op, 'overlapping');
    reached = next;
  }
  return found;
};

/** The place in the order of effects of an operation in a course; undefined: it has none, or none that is kept. */
const stepOf = (course: Course, op: OpLine): number | undefined => {
  if (isOp(op, 'order.submit', 'order.change')) {
    for (const { versions } of course.state.orders.values())
      for (const version of versions) if (version.op === op) return version.moment.step;
    return undefined;
  }
  if (!isOp(op, 'reading.submit')) return undefined;
  for (const { contents } of course.state.filings.values())
    for (const content of contents) if (content.by === op) return content.moment.step;
  return undefined;
};

const placeOf = (course: Course, op: OpLine, own: number | undefined): string => {
  // A course does not keep when the permission was given, only what it was last.
  if (!isOp(op, 'order.submit', 'order.change', 'reading.submit')) return '';
  const step = stepOf(course, op);
  if (step === undefined) return `line ${op.seq} without effect`;
  if (step === own) return `line ${op.seq} took effect`;
  return own === undefined ? `line ${op.seq} with effect` : `line ${op.seq} ${step < own ? 'before' : 'after'} it`;
};

const itemText = (item: RaisedItem): string => {
  const what = [item.kind, ...item.interpretation].join(' ');
  const members = item.members.length > 1 ? ` of ${item.members.length} readings` : '';
  return `${what}${members}${standsOf(item) ? '' : ` (withdrawn, ${item.withdrawn?.reason ?? ''})`}`;
};

const itemsAbout = (course: Course, keys: ReadonlySet<string>): readonly string[] =>
  [...course.state.items.values()]
    .filter((item) => keys.has(item.reading) || item.members.some((m) => keys.has(m)))
    .map(itemText)
    .toSorted();

const wayIn = (
  course: Course,
  keys: ReadonlySet<string>,
  operations: readonly OpLine[],
  refusals: readonly string[],
): Way => {
  const filing = [...keys].map((key) => course.filing(key)).find((f) => f !== undefined);
  const live = filing === undefined ? undefined : liveOf(filing);
  const own = filing?.contents[0]?.moment.step;
  return {
    places: operations.map((op) => placeOf(course, op, own)).filter((text) => text !== ''),
    filed: live !== undefined && filing?.wrongful !== true && filing?.apart !== true,
    evaluatedBy: live?.evaluators.map((e) => e.version.op.seq) ?? [],
    refusals: live === undefined || filing?.wrongful === true ? refusals : [],
    items: itemsAbout(course, keys),
  };
};

/** Ways that come to the same, once; what they do not have in common of their places is left out. */
const distinct = (ways: readonly Way[]): readonly Way[] => {
  const byResult = new Map<string, Way>();
  for (const way of ways) {
    const key = JSON.stringify([way.filed, way.evaluatedBy, way.items]);
    const known = byResult.get(key);
    byResult.set(
      key,
      known === undefined ? way : { ...known, places: known.places.filter((place) => way.places.includes(place)) },
    );
  }
  return [...byResult.values()];
};

/** Operations that all courses place alike decide nothing, if any other does. */
const deciding = (
  found: ReadonlyMap<OpLine, How>,
  courses: readonly Course[],
  own: readonly (number | undefined)[],
): readonly OpLine[] => {
  const all = [...found.keys()];
  const differing = all.filter(
    (op) =>
      !isOp(op, 'order.submit', 'order.change', 'reading.submit') ||
      new Set(courses.map((course, i) => placeOf(course, op, own[i]))).size > 1,
  );
  return differing.length > 0 ? differing : all;
};

/**
 * What leaves open what became of a reading, and what follows each way. Undefined: every course says the same
 * of it. `keys`: those that the measurement goes by. `beside`: item acts and picks of trackers.
 */
export const openWays = (
  view: MeasureView,
  attempts: readonly Attempt[],
  keys: ReadonlySet<string>,
  beside: readonly OpLine[],
): OpenWays | undefined => {
  const { courses, overflow } = view.measure.explored;
  const refusals = [
    ...(attempts.some((a) => a.op.outcome === 'unknown') ? ['what nobody answered never took effect'] : []),
    ...new Set(attempts.flatMap((a) => a.expectation.reasons.map((r) => r.why))),
  ];
  const found = candidates(opsOf(view, beside), attempts);
  const own = courses.map(
    (course) => [...keys].map((key) => course.filing(key)).find((f) => f !== undefined)?.contents[0]?.moment.step,
  );
  const operations = deciding(found, courses, own);
  const ways = distinct(courses.map((course) => wayIn(course, keys, operations, refusals)));
  const answersOpen = attempts.some(({ expectation: e }) => e.accept && e.reasons.length > 0);
  if (ways.length < 2 && !overflow && !answersOpen) return undefined;
  return {
    operations: operations.flatMap((op) => {
      const how = found.get(op);
      return how === undefined ? [] : [{ op, how }];
    }),
    ways: ways.slice(0, MOST_WAYS),
    overflow,
  };
};
