import type { Tracker, TrackerState } from '../../../contract/domain/index.ts';
import type { Course } from '../course/course.ts';
import { latestAt } from '../waiting/version-at.ts';
import { Clocked } from '../waiting/clocked.ts';
import { Choices, nextScript } from '../course/choices.ts';
import type { OrderState } from '../course/version.ts';
import { isEnd, isInError } from '../course/version.ts';
import type { TrackerFact } from '../facts.ts';
import { isEligible } from '../people/eligibility.ts';
import type { OpOf, PatientRecord } from '../record/patient-record.ts';
import { instant } from '../time/instant.ts';
import { exactly, type Span } from '../time/span.ts';
import type { MeasureCase } from '../explore/measure-case.ts';
import type { OpLine } from '../../history/lines.ts';
import type { PatientCase } from './world.ts';

type List = OpOf<'tracker.list'>;

/** A look at the portal that was answered with trackers. */
type Answered = List & { readonly output: { readonly trackers: readonly Tracker[] } };

const isAnswered = (list: List): list is Answered => list.outcome === 'ok' && list.output?.trackers !== undefined;

/** How the portal shows one tracker by one course; undefined: not at all. */
const stateOf = (
  course: Course,
  order: OrderState,
  now: Span,
  eligible: boolean,
  clocked: Clocked,
): TrackerState | undefined => {
  const taken = order.versions.length;
  const then = clocked.momentIn(now);
  const version = latestAt(clocked, order, taken, then);
  const picked = course.state.trackers.get(order.key);
  if (version === undefined || version.order.status === 'draft') return undefined;
  const over = isEnd(version) || isInError(version) || then.isPast(exactly(instant(version.order.period.end)));
  if (over) return 'over';
  if (picked === 'picked') return course.state.permission.get('')?.granted === true ? 'connected' : 'picked';
  const begun = then.isPast(exactly(instant(version.order.period.start)));
  if (version.order.status === 'active' && begun && eligible) return picked === 'disconnected' ? picked : 'offered';
  return picked;
};

/** Every state that one tracker can be in, over all courses and all that their intervals leave open. */
const statesOf = (
  { explored }: MeasureCase,
  key: string,
  now: Span,
  eligible: readonly boolean[],
): ReadonlySet<TrackerState | undefined> => {
  const found = new Set<TrackerState | undefined>();
  for (const course of explored.courses) {
    const order = course.state.orders.get(key);
    if (order === undefined) found.add(undefined);
    else
      for (const can of eligible)
        for (let script: readonly number[] | undefined = []; script !== undefined;) {
          const choices: Choices = new Choices(script);
          found.add(stateOf(course, order, now, can, new Clocked(choices)));
          script = nextScript(choices.asked);
        }
  }
  // A tracker that is over, or was disconnected, may be shown as such or no more.
  if (found.has('over') || found.has('disconnected')) found.add(undefined);
  return found;
};

const changesOf = ({ record }: PatientCase): readonly OpLine[] =>
  [...record.orders.values(), record.permissions, record.trackers, record.devices]
    .flat()
    .filter((op) => op.outcome !== 'refused');

/** What overlapped with a look may have come before it or after it: such a look shows nothing certain. */
const isClear = (changes: readonly OpLine[], list: List): boolean =>
  changes.every((op) => op.settled <= list.sent || op.sent >= list.settled) &&
  !changes.some((op) => op.outcome === 'unknown' && op.sent < list.settled);

const before =
  (list: List) =>
  <Op extends OpLine>(ops: readonly Op[]): Op[] =>
    ops.filter((op) => op.settled <= list.sent);

/** The patient as far as trackers depend on it, as all was when the portal was looked at. */
const recordAt = (record: PatientRecord, list: List): PatientRecord => {
  const cut = before(list);
  return {
    ...record,
    orders: new Map([...record.orders].map(([key, ops]) => [key, cut(ops)] as const)),
    permissions: cut(record.permissions),
    trackers: cut(record.trackers),
    submissions: [],
    itemActs: [],
    items: [],
  };
};

/** What the portal showed, at every look that no change overlapped. Source: contract, Life cycles, Tracker; Deadlines. */
export const trackerFacts = (
  patient: PatientCase,
  casesAt: (record: PatientRecord) => readonly MeasureCase[],
  deadlineNs: number,
): readonly TrackerFact[] => {
  const { record } = patient;
  const changes = changesOf(patient);
  return record.trackerLists
    .filter(isAnswered)
    .filter((list) => isClear(changes, list))
    .map((list) => {
      const now = record.clock.over(list.sent, list.settled);
      const tri = isEligible(record.devices, list.sent, list.settled);
      const eligible = tri === 'maybe' ? [true, false] : [tri === 'yes'];
      const last = Math.max(0, ...changes.filter((op) => op.settled <= list.sent).map((op) => op.settled));
      return {
        lane: list.lane,
        patient: record.key,
        list,
        shown: list.output.trackers,
        isSettled: list.sent >= last + deadlineNs,
        expected: new Map(
          casesAt(recordAt(record, list)).flatMap((measure) =>
            [...measure.orders.keys()].map((key) => [key, statesOf(measure, key, now, eligible)] as const),
          ),
        ),
      };
    });
};
