import { keyOf } from '../../../contract/domain/index.ts';
import type { Mono } from '../../history/lines.ts';
import { type Demand, demandOf } from './demand.ts';
import { matchArrivals, type ReadArrival, sameResult } from './match-arrivals.ts';
import { latestOf, type Measurement, measurementsOf, type Version } from './measurement.ts';
import type { PhoneRecord, SenderSurroundings } from './sender-record.ts';

/** One content of a measurement, what had to become of it, and what did. */
export interface VersionCase {
  readonly version: Version;
  readonly demand: Demand;
  /** Arrivals of this content. */
  readonly arrivals: readonly ReadArrival[];
}

/** One measurement, with all that arrived of it. */
export interface MeasurementCase {
  readonly measurement: Measurement;
  readonly versions: readonly VersionCase[];
  /** In the order of arrival, whatever they were answered. */
  readonly arrivals: readonly ReadArrival[];
  /** Keys, system and value, under which the EHR has it. */
  readonly keys: readonly string[];
}

/** One phone, with everything that its judges look at. */
export interface SenderCase {
  readonly phone: PhoneRecord;
  readonly lane: string;
  readonly surroundings: SenderSurroundings;
  readonly measurements: readonly MeasurementCase[];
  /** Arrivals of nothing that was shown. */
  readonly strays: readonly ReadArrival[];
  /** When a sentinel arrived that was shown after everything else; undefined: no absence is proven. */
  readonly proven: Mono | undefined;
}

export const isAccepted = (arrival: ReadArrival): boolean => arrival.outcome === 'accepted';

/** Refused on purpose: nothing was wrong with it. */
export const isTurnedAway = (arrival: ReadArrival): boolean =>
  arrival.outcome === 'refused' && arrival.problem === undefined;

const isErasure = ({ reading }: ReadArrival): boolean => reading.status === 'entered-in-error';

/** The content that an arrival is of: the latest shown by then that has its result; failing that, the latest by then. */
const versionOf = (measurement: Measurement, arrival: ReadArrival): Version => {
  const by = measurement.versions.filter((v) => v.shows[0].sent <= arrival.at);
  const alike = by.filter((v) => sameResult(v.reading.result, arrival.reading.result));
  const ofStatus = alike.filter((v) => (v.reading.status === 'corrected') === (arrival.reading.status === 'corrected'));
  return ofStatus.at(-1) ?? alike.at(-1) ?? by.at(-1) ?? measurement.versions[0];
};

const measurementCase = (
  measurement: Measurement,
  arrivals: readonly ReadArrival[],
  phone: PhoneRecord,
  surroundings: SenderSurroundings,
): MeasurementCase => {
  const contents = arrivals.filter((a) => !isErasure(a)).map((a) => [versionOf(measurement, a), a] as const);
  return {
    measurement,
    arrivals,
    keys: [...new Set(arrivals.filter(isAccepted).map((a) => keyOf(a.reading.identifier)))],
    versions: measurement.versions.map((version) => ({
      version,
      demand: demandOf(measurement, version, phone, surroundings),
      arrivals: contents.filter(([of]) => of === version).map(([, a]) => a),
    })),
  };
};

const provenAt = (
  cases: readonly MeasurementCase[],
  phone: PhoneRecord,
  { end }: SenderSurroundings,
): Mono | undefined => {
  if (end === undefined) return undefined;
  const others = [...phone.shows.filter((s) => s.act.sentinel !== true), ...phone.deletions, ...phone.permissions];
  const last = Math.max(0, ...others.map((op) => op.sent));
  const arrived = cases
    .filter(({ measurement }) => measurement.sentinel && latestOf(measurement).shows[0].sent >= last)
    .flatMap(({ arrivals }) => arrivals.filter(isAccepted).map((a) => a.at));
  return arrived.length === 0 ? undefined : Math.min(...arrived);
};

/** Puts together what was shown on one phone and what arrived of it. */
export const senderCase = (phone: PhoneRecord, surroundings: SenderSurroundings): SenderCase => {
  const { of, strays } = matchArrivals(measurementsOf(phone), phone.arrivals);
  const measurements = [...of].map(([measurement, arrivals]) =>
    measurementCase(measurement, arrivals, phone, surroundings),
  );
  return {
    phone,
    lane: phone.enrol.lane,
    surroundings,
    measurements,
    strays,
    proven: provenAt(measurements, phone, surroundings),
  };
};

export const isErased = isErasure;
