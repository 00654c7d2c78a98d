import type { Reading } from '../../../contract/domain/index.ts';
import type { ArrivedLine } from '../../history/lines.ts';
import { compare, tryRational } from '../arithmetic/rational.ts';
import { sameInstant } from '../time/instant.ts';
import type { Measurement, Version } from './measurement.ts';

/** An arrival that could be read. */
export type ReadArrival = ArrivedLine & { readonly reading: Reading };

export const isRead = (arrival: ArrivedLine): arrival is ReadArrival => arrival.reading !== undefined;

export interface Matching {
  readonly of: ReadonlyMap<Measurement, readonly ReadArrival[]>;
  /** What nobody showed. */
  readonly strays: readonly ReadArrival[];
}

/** Equal as numbers, in one unit; results that are none, of one kind. */
export const sameResult = (a: Reading['result'], b: Reading['result']): boolean => {
  if (a.kind !== b.kind) return false;
  if (a.kind === 'off-scale' && b.kind === 'off-scale') return a.direction === b.direction;
  if (a.kind !== 'value' || b.kind !== 'value') return true;
  const [left, right] = [tryRational(a.quantity.value), tryRational(b.quantity.value)];
  return a.quantity.unit === b.quantity.unit && left !== undefined && right !== undefined && compare(left, right) === 0;
};

const isLike = (version: Version, { measure, effective, result }: Reading): boolean =>
  version.reading.measure === measure &&
  sameInstant(version.reading.effective, effective) &&
  sameResult(version.reading.result, result);

/**
 * Which measurement each arrival is of: by the value of its identifier; else by measure, instant and result, which
 * finds one that came under a name of its own.
 */
export const matchArrivals = (measurements: readonly Measurement[], arrivals: readonly ArrivedLine[]): Matching => {
  const byValue = new Map(measurements.map((m) => [m.value, m]));
  const of = new Map<Measurement, ReadArrival[]>(measurements.map((m) => [m, []]));
  const strays: ReadArrival[] = [];
  for (const arrival of arrivals.filter(isRead)) {
    const { reading } = arrival;
    const found =
      byValue.get(reading.identifier.value) ?? measurements.find((m) => m.versions.some((v) => isLike(v, reading)));
    const list = found === undefined ? strays : (of.get(found) ?? strays);
    list.push(arrival);
  }
  return { of, strays };
};
