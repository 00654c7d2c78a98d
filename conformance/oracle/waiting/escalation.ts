import type { Identifier } from '../../../contract/domain/index.ts';
import type { RaisedItem } from '../course/item.ts';
import { HOUR, instant } from '../time/instant.ts';
import { after, both, exactly, not, notAfter, shift, type Span, type Tri } from '../time/span.ts';
import { lengthOf } from '../time/window.ts';

/** Somebody saw or finished the item or one of its copies: nothing more is copied after it. */
export interface Stop {
  /** The copy that was acted on; undefined: the item itself. */
  readonly step?: number | undefined;
  readonly at: Span;
  /** Monotonic stretch of the act. */
  readonly from: number;
  readonly to: number;
}

/** One copy of a critical item that its steps call for in one course. */
export interface Copy {
  readonly item: RaisedItem;
  readonly step: number;
  /** When it is to be made, by the SUT's clock. */
  readonly due: Span;
  /** `maybe`: it hangs on whether somebody had seen it by then. */
  readonly made: Tri;
  /** As its first is: only an item that was raised early enough has come to this step. */
  readonly late: Tri;
  /** Somebody finished this very copy before it was withdrawn: then it stays, whatever comes. */
  readonly done: Tri;
  /** Named by the version that evaluated the reading; a later version may name another. */
  readonly recipient: Identifier;
}

/** What stops a step: acts on the item and on earlier copies, since nobody acts on what is not there. */
const stopsOf = (item: RaisedItem, acts: readonly Stop[], step: number): readonly Span[] => [
  ...acts.filter((a) => (a.step ?? 0) < step).map((a) => a.at),
  ...(item.withdrawn === undefined ? [] : [item.withdrawn.at.now]),
];

/** What happens at the very instant at which something falls due may come before or after it. */
const cameFirst = (stop: Span, due: Span): Tri => (stop.high < due.low ? 'yes' : stop.low > due.high ? 'no' : 'maybe');

const lateBy = ({ late, raised, content }: RaisedItem, latest: bigint): Tri => {
  if (late !== 'maybe') return late;
  const high = latest < raised.now.high ? latest : raised.now.high;
  return after({ low: raised.now.low, high }, exactly(instant(content.reading.effective) + HOUR));
};

/**
 * The copies of one critical item by `end`. `created`: when the item itself was, somewhere between its
 * filing and its coming into sight. Source: contract, Evaluation, row `escalation`.
 */
export const copiesOf = (item: RaisedItem, created: Span, acts: readonly Stop[], end: Span): readonly Copy[] => {
  const steps = item.version.order.rules
    .flatMap((r) => (r.kind === 'escalation' ? [r] : []))
    .toSorted((a, b) => a.step - b.step);
  const copies: Copy[] = [];
  let from = created;
  let running: Tri = 'yes';
  for (const step of steps) {
    const due = shift(from, lengthOf(step.after));
    const stops = stopsOf(item, acts, step.step);
    const stopped = stops
      .map((s) => cameFirst(s, due))
      .reduce<Tri>((a, b) => (a === 'yes' || b === 'yes' ? 'yes' : a === 'maybe' ? a : b), 'no');
    const made = both(both(running, notAfter(due, end)), not(stopped));
    if (made === 'no') break;
    // Made before whatever stopped it, so its item had been raised that much earlier.
    const latest = stops.reduce((least, s) => (s.high < least ? s.high : least), end.high);
    const late = lateBy(item, latest - (due.low - created.low));
    copies.push({ item, step: step.step, due, made, late, done: 'no', recipient: step.recipient });
    running = made;
    from = due;
  }
  return copies;
};

/** The named recipient of a step as the order's latest version has it; else as the evaluating one had it. */
export const namedFor = (copy: Copy, latest: RaisedItem['version'] | undefined): Identifier => {
  const step = latest?.order.rules.find((r) => r.kind === 'escalation' && r.step === copy.step);
  return step?.kind === 'escalation' ? step.recipient : copy.recipient;
};
