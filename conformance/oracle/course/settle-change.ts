import type { WithdrawalReason } from '../../../contract/domain/index.ts';
import { implausibleBound } from '../rules/bounds.ts';
import { askedChange } from '../rules/asked-change.ts';
import { type ChangeRule, changeRules, valueOf } from '../rules/change.ts';
import { DAY } from '../time/instant.ts';
import { lengthOf } from '../time/window.ts';
import { type Content, type Filing, liveOf, type SubmitOp } from './filing.ts';
import { evaluatorIn, ownReason, raise, standing, update, withdraw } from './raise.ts';
import type { Course } from './course.ts';
import type { Step } from './step.ts';
import { type Placed, placed } from './timeline.ts';
import type { OrderState, OrderVersion } from './version.ts';

/** Local days may lie up to 26 h apart from exact ones, by the offsets of two places. */
const OFFSETS = 2n * DAY + DAY / 12n;

const reach = ({ window }: ChangeRule): bigint =>
  window.unit === 'd' || window.unit === 'wk' ? lengthOf(window) + OFFSETS : lengthOf(window);

const reachesOfRules = new WeakMap<readonly ChangeRule[], bigint>();

/** How far back the longest of some change rules looks. */
export const reachOfChange = (rules: readonly ChangeRule[]): bigint => {
  let most = reachesOfRules.get(rules);
  if (most === undefined) {
    most = rules.reduce((longest, rule) => (reach(rule) > longest ? reach(rule) : longest), 0n);
    reachesOfRules.set(rules, most);
  }
  return most;
};

/** Whether a reading can be compared by an order: it has a number, and one that is a measurement of this patient. */
const counts = (content: Content, order: string, otherwise: OrderVersion): boolean =>
  valueOf(content.reading) !== undefined &&
  implausibleBound((evaluatorIn(content, order) ?? otherwise).order, content.reading) === undefined;

/** A change rule crossed, with the earlier reading that it is measured from. */
export interface Crossed {
  readonly rule: ChangeRule;
  readonly earlier: Placed;
}

/** Meets what crosses a reading's change rules, in order of time, until `meet` says that it is enough. */
const meetCrossed = (
  course: Course,
  order: string,
  content: Content,
  version: OrderVersion,
  meet: (crossed: Crossed) => boolean,
): void => {
  const rules = changeRules(version);
  if (rules.length === 0 || !counts(content, order, version)) return;
  const reading = placed('', content);
  const asked = rules.map((rule) => askedChange(rule, reading, version));
  course.timeline.meet(
    reading.at - reachOfChange(rules),
    reading.at,
    (values) => {
      for (const a of asked) if (a.can(values)) return true;
      return false;
    },
    // So many earlier readings are met that a function of its own for each would be felt.
    (earlier) => {
      for (const a of asked)
        if (
          a.isCrossed(earlier) &&
          a.holds(earlier) &&
          counts(earlier.content, order, version) &&
          meet({ rule: a.rule, earlier })
        )
          return true;
      return false;
    },
  );
};

/** Earlier readings that a reading can be compared with, as far back as the longest rule looks, by effective time. */
export const comparableBefore = (
  course: Course,
  order: string,
  content: Content,
  version: OrderVersion,
): readonly Content[] => {
  const rules = changeRules(version);
  if (rules.length === 0 || !counts(content, order, version)) return [];
  const { at } = placed('', content);
  const found: Content[] = [];
  for (const earlier of course.timeline.between(at - reachOfChange(rules), at))
    if (counts(earlier.content, order, version)) found.push(earlier.content);
  return found;
};

/** Every crossing of a reading's change rules by the readings filed now. Source: contract, Evaluation, row `change`. */
export const crossingsOf = (
  course: Course,
  order: string,
  content: Content,
  version: OrderVersion,
): readonly Crossed[] => {
  const found: Crossed[] = [];
  meetCrossed(course, order, content, version, (crossed) => {
    found.push(crossed);
    return false;
  });
  return found;
};

/** The directions of them alone. */
const directionsOf = (
  course: Course,
  order: string,
  content: Content,
  version: OrderVersion,
): readonly ('U' | 'D')[] => {
  const [first, ...others] = changeRules(version);
  if (first === undefined) return NO_DIRECTIONS;
  const isBoth = others.some((rule) => rule.direction !== first.direction);
  let [gain, loss] = [false, false];
  meetCrossed(course, order, content, version, ({ rule: { direction } }) => {
    if (direction === 'gain') gain = true;
    else loss = true;
    return !isBoth || (gain && loss);
  });
  if (!gain && !loss) return NO_DIRECTIONS;
  return [...(loss ? (['D'] as const) : []), ...(gain ? (['U'] as const) : [])];
};

const NO_DIRECTIONS: readonly ('U' | 'D')[] = [];

/**
 * Brings the change item of one order and reading in line with the readings filed now: it stands, and names the
 * directions crossed now, as long as one of those that it named is among them. `own`: this very reading changed.
 */
const settleOne = (step: Step, order: string, filing: Filing, own: boolean, cause: SubmitOp): void => {
  const content = liveOf(filing);
  const version = evaluatorIn(content, order);
  const wanted =
    content === undefined || version === undefined ? [] : directionsOf(step.course, order, content, version);
  let there = false;
  for (const [id, item] of standing(step, order, 'change', filing.key)) {
    const reason: WithdrawalReason = own ? ownReason(content, wanted.length > 0) : 're-evaluated';
    if (content !== undefined && wanted.some((direction) => item.interpretation.includes(direction))) {
      there = true;
      update(step, id, { content, interpretation: wanted });
    } else withdraw(step, id, reason);
  }
  if (there || wanted.length === 0 || content === undefined || version === undefined) return;
  const also = crossingsOf(step.course, order, content, version).flatMap(({ earlier }) => {
    const from = step.course.state.filings.get(earlier.key);
    return from === undefined ? [] : (liveOf(from) ?? []);
  });
  raise(
    step,
    { order, rule: 'change', kind: 'change', interpretation: wanted, members: [], version, filing, content, also },
    cause,
  );
};

/** Order versions' longest reach, kept: it is asked for every reading. */
const reaches = new WeakMap<OrderState, bigint>();
const reachOf = (order: OrderState): bigint => {
  const known = reaches.get(order);
  if (known !== undefined) return known;
  const most = reachOfChange(order.versions.flatMap(changeRules));
  reaches.set(order, most);
  return most;
};

/** Filings effective after one of these times and no further away than that, but for one of them. */
const newerThan = ({ timeline }: Course, times: readonly bigint[], far: bigint, but: string): Iterable<string> => {
  // Nearly always none: readings come in the order of time.
  if (times.every((at) => timeline.endsBy(at))) return NO_KEYS;
  const newer = new Set<string>();
  for (const at of times) for (const { key } of timeline.between(at + 1n, at + far + 1n)) newer.add(key);
  newer.delete(but);
  return newer;
};

const NO_KEYS: readonly string[] = [];

/**
 * A filed, corrected or erased reading re-evaluates itself and every newer one whose window holds it, or
 * held it before. `times`: its effective times, before and after.
 */
export const settleChange = (
  step: Step,
  order: OrderState,
  filing: Filing,
  times: readonly bigint[],
  cause: SubmitOp,
): void => {
  const far = reachOf(order);
  if (far === 0n) return;
  settleOne(step, order.key, filing, true, cause);
  for (const key of newerThan(step.course, times, far, filing.key)) {
    const other = step.course.state.filings.get(key);
    if (other !== undefined && !other.wrongful) settleOne(step, order.key, other, false, cause);
  }
};
