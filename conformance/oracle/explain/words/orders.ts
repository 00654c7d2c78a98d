import type { Reading } from '../../../../contract/domain/index.ts';
import { bareKey } from '../../bare-key.ts';
import { fromText } from '../../rules/version-text.ts';
import { localPart } from '../../time/show-local.ts';
import type { OrderSaid, VersionSaid } from '../explanation.ts';
import { type Point, point, type Section } from '../outline.ts';
import { askedText } from '../phrases.ts';

const MOST_ORDERS = 4;
/** Versions told before and after the one in force. */
const AROUND = 2;

const placeText = (place: VersionSaid['place'], at: string): string => {
  switch (place) {
    case 'in-force':
      return `IN FORCE at ${at}`;
    case 'maybe-in-force':
      return `in force at ${at} in some courses`;
    case 'before':
      return `no longer at ${at}`;
    case 'after':
      return `came later than ${at}`;
    case 'accepted-later':
      return 'accepted after the reading was filed, so it evaluates nothing of it';
  }
};

const versionPoint = ({ version, place }: VersionSaid, offsetMinutes: number, at: string): Point =>
  point(
    `from ${fromText(version, offsetMinutes)} (line ${version.op.seq}): ${version.order.status}; ` +
      `${placeText(place, at)}; ${askedText(version.order)}`,
    [version.op.seq],
  );

const around = (versions: readonly VersionSaid[]): readonly VersionSaid[] => {
  const index = versions.findIndex((v) => v.place === 'in-force' || v.place === 'maybe-in-force');
  const middle = index === -1 ? versions.length - 1 : index;
  return versions.filter((v, i) => Math.abs(i - middle) <= AROUND || v.place === 'maybe-in-force');
};

const orderPoint = ({ order, standing, versions }: OrderSaid, reading: Reading, offsetMinutes: number): Point => {
  const at = localPart(reading.effective);
  const shown = around(versions);
  const left = versions.filter((v) => !shown.includes(v));
  const rest =
    left.length === 0
      ? []
      : [
          point(
            `${left.length} more`,
            left.map((v) => v.version.op.seq),
          ),
        ];
  const name = bareKey(order.key);
  if (versions.length === 0)
    return point(
      `order ${name} was never taken`,
      order.ops.map((op) => op.seq),
    );
  return point(
    standing === 'active'
      ? `order ${name}, active at ${at}`
      : `order ${name}: ${standing} at ${at}, so it evaluates nothing`,
    [],
    [...shown.map((v) => versionPoint(v, offsetMinutes, at)), ...rest],
  );
};

/** The orders of the measure and the versions of each: which one was in force at the reading's time. */
export const orderSection = (orders: readonly OrderSaid[], reading: Reading, offsetMinutes: number): Section => ({
  heading: 'The orders and their versions',
  points:
    orders.length === 0
      ? [point(`there is no order for ${reading.measure}`)]
      : [
          ...orders.slice(0, MOST_ORDERS).map((o) => orderPoint(o, reading, offsetMinutes)),
          ...(orders.length > MOST_ORDERS ? [point(`… and ${orders.length - MOST_ORDERS} more orders`)] : []),
        ],
});
