import type { OrderState, OrderVersion } from '../course/version.ts';
import { instant } from '../time/instant.ts';
import { exactly, type Span } from '../time/span.ts';
import { lengthOf } from '../time/window.ts';
import { cells } from './cells.ts';
import type { Clocked } from './clocked.ts';
import { heldBefore } from './version-at.ts';

/** When the order begins to ask for something else by time alone. */
const scheduled = ({ order, from, byAcceptance }: OrderVersion): readonly Span[] => [
  exactly(instant(order.period.start)),
  exactly(instant(order.period.end)),
  ...(byAcceptance ? [] : [from]),
];

/**
 * A release that took a while came at one moment: what is due a period later was due before something else, or after
 * it. So where anything happens about then (`happens`), the moment is chosen, as finely as that tells it.
 */
export const releasedAtOneMoment = (order: OrderState, happens: readonly Span[], clocked: Clocked): OrderState => {
  const periods = order.versions.flatMap((v) =>
    v.order.rules.flatMap((r) => (r.kind === 'missing' ? [lengthOf(r.period)] : [])),
  );
  const cuts = (): readonly bigint[] => {
    const instants = [...happens, ...order.versions.flatMap(scheduled)].flatMap(({ low, high }) => [low, high]);
    return periods.flatMap((period) => instants.map((at) => at - period));
  };
  const versions = order.versions.map((version, i) => {
    const { order: stated, byAcceptance, from, moment } = version;
    const isRelease =
      stated.status === 'active' && order.versions.slice(0, i).some((v) => v.order.status === 'on-hold');
    if (!isRelease || !byAcceptance) return version;
    const now = clocked.pick(cells(from, cuts())) ?? from;
    return { ...version, from: now, moment: { ...moment, now } };
  });
  return { ...order, versions };
};

/**
 * When the order was taken from on-hold to active. One that another version on hold overrides at its own instant may
 * stand among them: before the order is active a later one has to come, and the latest counts.
 */
export const releases = (clocked: Clocked, order: OrderState, taken: number, now: Span): readonly Span[] => {
  const accepted = order.versions.slice(0, taken);
  if (!accepted.some((v) => v.order.status === 'on-hold')) return [];
  return accepted.flatMap((version, i) => {
    if (version.order.status !== 'active' || !(version.byAcceptance || clocked.isBy(version.from, now))) return [];
    // Of two that hold from their acceptance on, the one that was accepted later came later.
    const mayHold = (other: OrderVersion, j: number): boolean => j <= i || !other.byAcceptance || !version.byAcceptance;
    const rivals = accepted.filter((other, j) => other !== version && mayHold(other, j));
    return heldBefore(clocked, rivals, version)?.order.status === 'on-hold' ? [version.from] : [];
  });
};
