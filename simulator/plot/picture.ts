import type { Quantity, UnitCode } from '../../contract/domain/index.ts';
import { InputProblem } from '../../contract/input-problem.ts';
import type { DiaryEvent } from '../behaviour/diary.ts';
import { MINUTE_MS, type EpochMs } from '../clock.ts';
import type { Fleet, FleetPatient, Listeners } from '../fleet.ts';
import { endOf } from '../options.ts';
import { TRUTH_PER_UNIT as SIZE } from '../truth-unit.ts';
import type { Delivery, Truth } from '../layers.ts';

/** One reading, however often it was sent. */
export interface PictureReading {
  /** The instant that the reading states, and the true one. */
  readonly atMs: EpochMs;
  readonly trueMs: EpochMs;
  /** In the picture's unit; absent where the device gave no number. */
  readonly value?: number;
  readonly trueValue: number;
  /** What was sent, as a person would say it: `212 mg/dL`, `HI`, `error`. */
  readonly shown: string;
  readonly off?: 'high' | 'low';
  /** All faults that touched any sending of it. */
  readonly faultIds: readonly string[];
  readonly sendings: number;
  readonly lastSentMs: EpochMs;
}

/** A sample that a fault kept from leaving. */
export interface PictureLost {
  readonly atMs: EpochMs;
  /** In the picture's unit. */
  readonly trueValue: number;
  readonly faultId: string;
}

type Told<K extends DiaryEvent['kind']> = Extract<DiaryEvent, { readonly kind: K }>;

/** Everything there is to see of one patient's days. Values are in `unit`. */
export interface Picture {
  readonly patient: FleetPatient['who']['patient'];
  readonly zone: string;
  readonly fromMs: EpochMs;
  readonly toMs: EpochMs;
  readonly unit: UnitCode;
  readonly truth: readonly { readonly atMs: EpochMs; readonly value: number }[];
  readonly readings: readonly PictureReading[];
  readonly lost: readonly PictureLost[];
  readonly meals: readonly Told<'meal'>[];
  readonly doses: readonly Told<'dose'>[];
  readonly spells: readonly Told<'spell'>[];
}

/** A picture of more would show nothing, and is held in memory. */
export const MOST_PICTURE_DAYS = 92;
const MOST_EVENTS = 100_000;
const TRUTH_STEP_MS = 5 * MINUTE_MS;

const inUnit = ({ value, unit }: Quantity, wanted: UnitCode): number => (Number(value) * SIZE[unit]) / SIZE[wanted];

const shownOf = ({ poison, reading: { result } }: Delivery): string => {
  if (poison !== undefined) return poison;
  if (result.kind === 'value') return `${result.quantity.value} ${result.quantity.unit}`;
  return result.kind === 'off-scale' ? (result.direction === 'high' ? 'HI' : 'LO') : result.reason;
};

const merged = (before: PictureReading | undefined, delivery: Delivery, unit: UnitCode): PictureReading => {
  const { reading, truth, sentMs } = delivery;
  const { result } = reading;
  const quantity = result.kind === 'value' ? result.quantity : result.kind === 'off-scale' ? result.bound : undefined;
  return {
    atMs: Date.parse(reading.effective),
    trueMs: truth.trueTimeMs,
    ...(quantity === undefined || delivery.poison !== undefined ? {} : { value: inUnit(quantity, unit) }),
    trueValue: truth.trueValue / SIZE[unit],
    shown: shownOf(delivery),
    ...(result.kind === 'off-scale' ? { off: result.direction } : {}),
    faultIds: [...new Set([...(before?.faultIds ?? []), ...truth.faultIds])],
    sendings: (before?.sendings ?? 0) + 1,
    lastSentMs: sentMs,
  };
};

/** Collects a diary. The curve is thinned to a point every five minutes. */
const collector = (unit: UnitCode) => {
  const truth: { atMs: EpochMs; value: number }[] = [];
  const [meals, doses, spells]: [Told<'meal'>[], Told<'dose'>[], Told<'spell'>[]] = [[], [], []];
  let count = 0;
  const note = (event: DiaryEvent): void => {
    if (event.kind === 'state') {
      const last = truth.at(-1);
      if (last === undefined || event.atMs - last.atMs >= TRUTH_STEP_MS)
        truth.push({ atMs: event.atMs, value: event.value / SIZE[unit] });
      return;
    }
    if (++count > MOST_EVENTS) return;
    if (event.kind === 'meal') meals.push(event);
    else if (event.kind === 'dose') doses.push(event);
    else spells.push(event);
  };
  return { truth, meals, doses, spells, note };
};

const truthAtReadings = (truths: readonly Truth[], unit: UnitCode): { atMs: EpochMs; value: number }[] =>
  truths
    .map(({ trueTimeMs, trueValue }) => ({ atMs: trueTimeMs, value: trueValue / SIZE[unit] }))
    .toSorted((a, b) => a.atMs - b.atMs);

/**
 * The picture of the fleet's patient at a position: the truth behind it all, what was read, what never left, what was eaten and
 * taken, what went wrong. Where nobody tells the curve, the truth is known at the readings alone. Throws an
 * InputProblem for too many days.
 */
export function pictureOf(fleet: Fleet, position: number, days: number): Picture {
  if (days > MOST_PICTURE_DAYS)
    throw new InputProblem(`a picture of ${days} days shows nothing`, { path: 'days' }, `at most ${MOST_PICTURE_DAYS}`);
  const [found] = fleet.patients({ from: position, to: position + 1 });
  if (found === undefined) throw new InputProblem(`there is no patient ${position}`, {}, `0 to ${fleet.size - 1}`);
  const unit = found.unit;
  const told = collector(unit);
  const lost: PictureLost[] = [];
  const listeners: Listeners = {
    diary: told.note,
    lost: ({ truth: { trueTimeMs, trueValue }, faultId }) => {
      lost.push({ atMs: trueTimeMs, trueValue: trueValue / SIZE[unit], faultId });
    },
  };
  const [patient = found] = fleet.patients({ from: position, to: position + 1 }, listeners);
  const readings = new Map<string, PictureReading>();
  const truths: Truth[] = [];
  for (const delivery of patient.deliveries) {
    const key = delivery.reading.identifier.value;
    if (!readings.has(key)) truths.push(delivery.truth);
    readings.set(key, merged(readings.get(key), delivery, unit));
  }
  const [fromMs, toMs] = [patient.startMs, endOf(patient.startMs, days, patient.zone)];
  const inside = ({ atMs }: { readonly atMs: EpochMs }): boolean => atMs >= fromMs && atMs < toMs;
  return {
    patient: patient.who.patient,
    zone: patient.zone,
    fromMs,
    toMs,
    unit,
    truth: told.truth.length > 0 ? told.truth.filter(inside) : truthAtReadings(truths, unit).filter(inside),
    readings: [...readings.values()].toSorted((a, b) => a.atMs - b.atMs),
    lost: lost.filter(inside).toSorted((a, b) => a.atMs - b.atMs),
    meals: told.meals.filter(inside),
    doses: told.doses.filter(inside),
    spells: told.spells.filter((spell) => spell.untilMs > fromMs && spell.atMs < toMs),
  };
}
