import { InputProblem } from '../contract/input-problem.ts';
import type { EpochMs } from './clock.ts';
import { batches } from './deliveries.ts';
import type { FleetPatient } from './fleet.ts';
import type { Delivery } from './layers.ts';

/** What one phone sends at one instant. */
export interface TimedBatch extends Omit<FleetPatient, 'deliveries'> {
  readonly sentMs: EpochMs;
  readonly deliveries: readonly Delivery[];
}

/** All patients of a stream by time are held at once, so there is a most of them. */
export const MOST_AT_ONCE = 10_000;

interface Head {
  readonly patient: FleetPatient;
  readonly rest: Iterator<readonly Delivery[]>;
  batch: readonly Delivery[];
  sentMs: EpochMs;
}

const before = (a: Head, b: Head): boolean =>
  a.sentMs < b.sentMs || (a.sentMs === b.sentMs && a.patient.position < b.patient.position);

/** Takes the head's next batch; false at its end. */
const advance = (head: Head): boolean => {
  const next = head.rest.next();
  const [first] = next.done === true ? [] : next.value;
  if (next.done === true || first === undefined) return false;
  head.batch = next.value;
  head.sentMs = first.sentMs;
  return true;
};

/** Lets the head at the root of a binary heap sink to its place. */
const sink = (heap: Head[]): void => {
  let at = 0;
  for (;;) {
    let least = at;
    for (const child of [2 * at + 1, 2 * at + 2]) {
      const [lower, upper] = [heap[child], heap[least]];
      if (lower !== undefined && upper !== undefined && before(lower, upper)) least = child;
    }
    const [here, there] = [heap[at], heap[least]];
    if (least === at || here === undefined || there === undefined) return;
    heap[at] = there;
    heap[least] = here;
    at = least;
  }
};

/**
 * The batches of all patients in the order in which they leave, those of one instant in the order of
 * position. Merging the parts of a fleet by the same two keys gives that of the whole. Throws an InputProblem
 * for more patients than can be held at once.
 */
export function* byTime(patients: Iterable<FleetPatient>): Generator<TimedBatch> {
  const heads: Head[] = [];
  let count = 0;
  for (const patient of patients) {
    if (++count > MOST_AT_ONCE)
      throw new InputProblem(
        `more than ${MOST_AT_ONCE} patients cannot be sent in the order of time`,
        { path: 'patients' },
        `at most ${MOST_AT_ONCE} patients, or a part of them (shard)`,
      );
    const head: Head = { patient, rest: batches(patient.deliveries), batch: [], sentMs: 0 };
    if (advance(head)) heads.push(head);
  }
  // A list in order is a heap.
  const heap = heads.toSorted((a, b) => (before(a, b) ? -1 : 1));
  for (let head = heap[0]; head !== undefined; head = heap[0]) {
    const { patient, sentMs, batch } = head;
    yield { ...patient, sentMs, deliveries: batch };
    if (!advance(head)) {
      const last = heap.pop();
      if (last !== undefined && last !== head) heap[0] = last;
    }
    sink(heap);
  }
}
