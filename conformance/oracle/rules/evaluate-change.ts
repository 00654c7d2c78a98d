import type { Quantity, Reading } from '../../../contract/domain/index.ts';
import { compare, type Rational } from '../arithmetic/rational.ts';
import type { Course } from '../course/course.ts';
import type { Content } from '../course/filing.ts';
import { comparableBefore, type Crossed, crossingsOf } from '../course/settle-change.ts';
import { type Placed, placed } from '../course/timeline.ts';
import type { RaisedItem } from '../course/item.ts';
import type { OrderVersion } from '../course/version.ts';
import { DAY } from '../time/instant.ts';
import { lengthOf } from '../time/window.ts';
import { askedChange } from './asked-change.ts';
import {
  changeOf,
  type ChangeRule,
  changeRules,
  crossing,
  directionOf,
  exactChange,
  nearestMiss,
  valueOf,
} from './change.ts';
import type { Baseline, Evaluation, Features } from './evaluation.ts';
import { limitsCall } from './call.ts';
import { versionText } from './version-text.ts';

/** How far back a reading could matter to a rule's features: in its window, and as far again. */
const farOf = (rules: readonly ChangeRule[]): bigint => {
  let far = fars.get(rules);
  if (far === undefined) {
    far = rules.reduce((most, r) => {
      const reach = 2n * lengthOf(r.window) + 3n * DAY;
      return reach > most ? reach : most;
    }, 0n);
    fars.set(rules, far);
  }
  return far;
};

const fars = new WeakMap<readonly ChangeRule[], bigint>();

const flips = new WeakMap<ChangeRule, ChangeRule>();

/** The same rule in the other direction: one for all readings. */
const flipped = (rule: ChangeRule): ChangeRule => {
  let flip = flips.get(rule);
  if (flip === undefined) flips.set(rule, (flip = { ...rule, direction: rule.direction === 'gain' ? 'loss' : 'gain' }));
  return flip;
};

const featuresOf = (course: Course, content: Content, version: OrderVersion): Features => {
  const rules = changeRules(version);
  const reading = placed('', content);
  const far = farOf(rules);
  const crossed = (rule: ChangeRule, inside: boolean): boolean => {
    const asked = askedChange(rule, reading, version);
    let found = false;
    const meet = (e: Placed): boolean => (found = asked.isCrossed(e) && asked.holds(e) === inside);
    course.timeline.meet(reading.at - far, reading.at, asked.can, meet);
    return found;
  };
  return {
    oneWay: new Set(rules.map((rule) => rule.direction)).size === 1,
    against: rules.some((rule) => crossed(flipped(rule), true)),
    outsideWindow: rules.some((rule) => crossed(rule, false)),
    converted: rules.some((rule) => rule.amount.unit !== valueOf(content.reading)?.unit),
  };
};

/** Whether the change from `a` is greater (1), the same (0) or less (−1) than from `b`, before any rounding. */
const further = (rule: ChangeRule, a: Placed, b: Placed, to: Quantity): -1 | 0 | 1 => {
  const [x, y] = [a.value, b.value];
  if (typeof x === 'object' && typeof y === 'object' && x.unit === y.unit)
    return x.of === y.of ? 0 : x.of < y.of === (rule.direction === 'gain') ? 1 : -1;
  const [from, other] = [valueOf(a.content.reading), valueOf(b.content.reading)];
  if (from === undefined || other === undefined) return 0;
  return compare(exactChange(rule, from, to), exactChange(rule, other, to));
};

/** Of the readings that a rule is crossed from, the lowest (gain) or highest (loss); all that tie. */
const extremes = (rule: ChangeRule, found: readonly Crossed[], to: Quantity): readonly Placed[] => {
  let best: Placed[] = [];
  for (const { rule: by, earlier } of found) {
    if (by !== rule) continue;
    const [first] = best;
    const side = first === undefined ? 1 : further(rule, earlier, first, to);
    if (side === 1) best = [earlier];
    else if (side === 0) best.push(earlier);
  }
  return best;
};
const implausible = ({ reading }: Content, { order }: OrderVersion): Features =>
  limitsCall(order, reading).kind === 'data-quality' ? { implausible: true } : {};

/** The lowest (gain) or highest (loss) of the window: what the difference is measured from. */
const baselinesOf = (
  course: Course,
  found: readonly Crossed[],
  reading: Reading,
  version: OrderVersion,
): readonly Baseline[] => {
  const to = valueOf(reading);
  if (to === undefined) return [];
  return changeRules(version).flatMap((rule) => {
    const deltas = new Map<string, Rational>();
    return extremes(rule, found, to).flatMap(({ key, content }): Baseline[] => {
      const from = valueOf(content.reading);
      if (from === undefined) return [];
      const text = `${from.value} ${from.unit}`;
      const delta = deltas.get(text) ?? changeOf(rule, from, to, version);
      deltas.set(text, delta);
      const keys = new Set(course.state.filings.get(key)?.keys ?? [key]);
      return [{ keys, delta, direction: rule.direction, unit: rule.amount.unit }];
    });
  });
};

const callBy = (
  course: Course,
  found: readonly Crossed[],
  reading: Reading,
  version: OrderVersion,
): NonNullable<Evaluation['call']> => {
  const rules = [...new Set(found.map((f) => f.rule))];
  return {
    kind: 'change',
    interpretation: [...new Set(rules.map(directionOf))].toSorted(),
    mayAlso: [],
    limits: rules.map(({ amount }) => ({ value: amount.value, unit: amount.unit })),
    baselines: baselinesOf(course, found, reading, version),
  };
};

const noCall = (course: Course, order: string, content: Content, version: OrderVersion): string => {
  const value = valueOf(content.reading);
  const rules = changeRules(version);
  const misses = (): string => {
    const window = comparableBefore(course, order, content, version).map((earlier) => earlier.reading);
    return rules.map((rule) => nearestMiss(rule, window, content.reading, version)).join(', ');
  };
  const said =
    rules.length === 0 ? 'the version has no such rule' : value === undefined ? 'no value to compare' : misses();
  return `change: ${said}; ${versionText(version, content.reading)}`;
};

/** The readings that it was measured from are others now: it went, or a person had finished it, whatever is crossed since. */
const isPast = (item: RaisedItem, found: readonly Crossed[]): boolean =>
  item.withdrawn !== undefined || !found.some(({ rule }) => item.interpretation.includes(directionOf(rule)));

/** What an item had crossed that stands no more. */
const pastCall = (item: RaisedItem, version: OrderVersion): NonNullable<Evaluation['call']> => ({
  kind: 'change',
  interpretation: item.interpretation,
  mayAlso: [],
  limits: changeRules(version)
    .filter((rule) => item.interpretation.includes(directionOf(rule)))
    .map(({ amount }) => ({ value: amount.value, unit: amount.unit })),
  baselines: [],
});

/** The words are made when they are read: they look through a whole window once more. */
class ChangeEvaluation implements Evaluation {
  readonly family = 'change';
  readonly interpretation = undefined;
  readonly version: OrderVersion;
  readonly call: Evaluation['call'];
  readonly features: Features;
  readonly #say: () => string;

  constructor(version: OrderVersion, call: Evaluation['call'], features: Features, say: () => string) {
    this.version = version;
    this.call = call;
    this.features = features;
    this.#say = say;
  }

  get why(): string {
    return this.#say();
  }
}

/**
 * What the change rules of one version make of a reading, beside the readings filed in one course. `item`: one that was
 * raised for it, which may have been withdrawn since.
 */
export const evaluateChange = (
  course: Course,
  order: string,
  content: Content,
  version: OrderVersion,
  item?: RaisedItem,
): Evaluation => {
  const found = crossingsOf(course, order, content, version);
  const [first] = found;
  const features = { ...featuresOf(course, content, version), ...implausible(content, version) };
  const { reading } = content;
  if (first === undefined) {
    const past = item === undefined ? undefined : pastCall(item, version);
    return new ChangeEvaluation(version, past, features, () => noCall(course, order, content, version));
  }
  const why = (): string => crossing(first.rule, first.earlier.content.reading, reading, version)?.why ?? '';
  const call =
    item !== undefined && isPast(item, found) ? pastCall(item, version) : callBy(course, found, reading, version);
  return new ChangeEvaluation(version, call, features, () => `change: ${why()}; ${versionText(version, reading)}`);
};
