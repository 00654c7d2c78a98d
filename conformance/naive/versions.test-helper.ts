import type { Order } from '../../contract/domain/index.ts';
import { type Choose, once } from './choices.test-helper.ts';
import { type Instant, instantOf } from './instant.test-helper.ts';

/** One accepted state of an order. */
export interface Version {
  readonly order: Order;
  /** When it was taken. */
  readonly accepted: Instant;
  /** It holds from its acceptance on: nobody can have stated that instant. */
  readonly byAcceptance: boolean;
  /** From when it holds. */
  readonly from: Instant;
  readonly start: Instant;
  readonly end: Instant;
}

/** An order with its versions in the order of their acceptance. */
export interface OrderFile {
  readonly key: string;
  readonly versions: Version[];
}

/** The version that taking this state of the order now would make. */
export const versionOf = (file: OrderFile | undefined, order: Order, now: Instant): Version => {
  const start = instantOf(order.period.start);
  const before = file?.versions.at(-1);
  const said = order.effectiveFrom === undefined ? undefined : instantOf(order.effectiveFrom);
  const isSaid = said !== undefined && !(before?.byAcceptance === false && said === before.from);
  const byAcceptance = before !== undefined && !isSaid;
  const from = byAcceptance ? now : (said ?? start);
  return { order, accepted: now, byAcceptance, from, start, end: instantOf(order.period.end) };
};

export const inError = (file: OrderFile): boolean => file.versions.some((v) => v.order.status === 'entered-in-error');

const isEnd = (v: Version): boolean => v.order.status === 'completed' || v.order.status === 'revoked';

/** A version that was still to come when a later accepted one for an earlier instant overtook it. */
const overtakers = (file: OrderFile, v: Version): Version[] =>
  file.versions
    .slice(file.versions.indexOf(v) + 1)
    .filter((w) => w.from < v.from && v.from > w.accepted && w.order.status !== 'entered-in-error');

/** The version in force at an instant, of those accepted so far, or of all others than `but`; undefined before the first. */
export const inForce = (file: OrderFile, at: Instant, choose: Choose, but?: Version): Version | undefined => {
  const begun = file.versions.filter((v) => v !== but && v.from <= at);
  while (begun.length > 0) {
    const top = begun.reduce((a, b) => (b.from >= a.from ? b : a));
    const by = overtakers(file, top);
    if (by.length === 0) return top;
    // Whether it holds all the same the contract leaves open; a system does as it did before.
    const question = `${file.key} ${file.versions.indexOf(top)}`;
    if (!by.some(isEnd) && once(choose, question, [true, false])) return top;
    begun.splice(begun.indexOf(top), 1);
  }
  return undefined;
};

/** Completed or revoked by then, or its period is over. */
export const isOver = (file: OrderFile, at: Instant, choose: Choose): boolean => {
  if (file.versions.some((v) => isEnd(v) && v.from <= at)) return true;
  const version = inForce(file, at, choose);
  return version !== undefined && at >= version.end;
};

/** The version under which the order is active at an instant; undefined when it is not. */
export const activeAt = (file: OrderFile, at: Instant, choose: Choose): Version | undefined => {
  if (inError(file) || file.versions.some((v) => isEnd(v) && v.from <= at)) return undefined;
  const version = inForce(file, at, choose);
  return version?.order.status === 'active' && version.start <= at && at < version.end ? version : undefined;
};

/** When the order was last taken from on-hold to active, up to now. */
export const lastRelease = (file: OrderFile, now: Instant, choose: Choose): Instant | undefined =>
  file.versions
    .filter((v) => v.order.status === 'active' && v.from <= now && inForce(file, v.from, choose) === v)
    .filter((v) => inForce(file, v.from, choose, v)?.order.status === 'on-hold')
    .map((v) => v.from)
    .reduce<Instant | undefined>((a, b) => (a === undefined || b > a ? b : a), undefined);
