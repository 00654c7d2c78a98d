import type { Device, Patient, UnitCode } from '../contract/domain/index.ts';
import { fingerDrop, scaleLoad } from './behaviour/sampling.ts';
import { instantText, localDate, requireZone, type EpochMs } from './clock.ts';
import { archetypeNamed, type GlucoseArchetype, type WeightArchetype } from './cohort/archetypes.ts';
import { identityOf } from './cohort/identity.ts';
import type { GlucoseUnit } from './devices/glucometer/display.ts';
import { METER_ERROR_MODELS } from './devices/glucometer/error-model.ts';
import { glucometer } from './devices/glucometer/glucometer.ts';
import { scale, type WeightUnit } from './devices/scale/scale.ts';
import { glucoseCourse } from './glucose-course.ts';
import { endOf, requireDays, requireIndex, requireSeed, requireStart, requireUnit } from './options.ts';
import { randomStream, type RandomStream, type StreamKey } from './random.ts';
import { readingOf, type SimulatedPatient, type SimulatedReading } from './simulated-reading.ts';
import { weightCourse, type FixedDecompensation } from './weight-course.ts';

export { archetypes } from './cohort/archetypes.ts';
export type { Truth } from './layers.ts';
export type { SimulatedPatient, SimulatedReading } from './simulated-reading.ts';

/** Who: patient number `index` of the cohort that `archetype` and `seed` name. */
export interface WhichPatient {
  readonly archetype: string;
  /** A whole number from 0. */
  readonly seed: number;
  readonly index: number;
}

export interface SimulatePatientOptions extends WhichPatient {
  /** IANA zone in which the patient lives and eats. */
  readonly zone: string;
  readonly start: EpochMs;
  /** Calendar days from `start`. */
  readonly days: number;
  /** Absent: the archetype's first unit, mg/dL or kg. */
  readonly unit?: UnitCode;
  /** For heart failure: fixes the day of the event or the gain instead of drawing them. */
  readonly decompensation?: FixedDecompensation;
}

type StreamOf = (...keys: readonly StreamKey[]) => RandomStream;

interface Run {
  readonly who: SimulatedPatient;
  readonly zone: string;
  readonly firstDate: string;
  readonly streamOf: StreamOf;
}

/** The patient and their device. Throws an InputProblem on an unknown archetype, a bad seed or index. */
export function simulatedPatient(which: WhichPatient): { patient: Patient; device: Device } {
  requireSeed(which.seed);
  requireIndex(which.index);
  return identityOf(archetypeNamed(which.archetype), which.seed, which.index);
}

function* glucoseReadings(archetype: GlucoseArchetype, unit: GlucoseUnit, run: Run): Generator<SimulatedReading> {
  const { who, zone, streamOf } = run;
  const meterStream: StreamOf = (...keys) => streamOf('meter', ...keys);
  const meter = glucometer({
    model: METER_ERROR_MODELS[archetype.meter],
    unit,
    firstSequence: meterStream('first-sequence').int(400),
    streamOf: meterStream,
  });
  let tests = 0;
  for (const { atMs, glucoseMgDl } of glucoseCourse(archetype, zone, run.firstDate, streamOf)) {
    const drop = fingerDrop(glucoseMgDl, streamOf('finger', tests));
    const { result, sequenceNumber } = meter.measure(drop.stripMgDl);
    tests++;
    yield {
      reading: readingOf({
        who,
        measure: 'glucose',
        unit,
        atMs,
        zone,
        result,
        count: sequenceNumber,
        reportsCount: true,
      }),
      truth: {
        trueValue: glucoseMgDl,
        trueUnit: 'mg/dL',
        trueTimeMs: atMs,
        faultIds: drop.faultIds,
        personId: who.patient.identifier.value,
      },
    };
  }
}

function* weightReadings(
  archetype: WeightArchetype,
  unit: WeightUnit,
  fixed: FixedDecompensation | undefined,
  run: Run,
): Generator<SimulatedReading> {
  const { who, zone, streamOf } = run;
  const device = scale({ unit, streamOf: (...keys) => streamOf('scale', ...keys) });
  let count = 0;
  for (const body of weightCourse(archetype, who.patient.gender, zone, run.firstDate, fixed, streamOf)) {
    const load = scaleLoad(body.bodyKg, streamOf('load', count));
    const result = device.weigh(load.kg);
    count++;
    if (result === undefined) continue;
    yield {
      reading: readingOf({ who, measure: 'weight', unit, atMs: body.atMs, zone, result, count, reportsCount: false }),
      truth: {
        trueValue: body.bodyKg,
        trueUnit: 'kg',
        trueTimeMs: body.atMs,
        faultIds: load.faultIds,
        personId: who.patient.identifier.value,
      },
    };
  }
}

/**
 * Readings of one patient in order of time, from `start` for `days` calendar days. The same options
 * give the same readings; more days only add to the end, and other patients change nothing. Throws an
 * InputProblem at once on an unknown archetype, a bad seed, index, start, days, zone or unit.
 */
export function simulatePatient(options: SimulatePatientOptions): Generator<SimulatedReading> {
  const { archetype: name, seed, index, zone, start, days } = options;
  const archetype = archetypeNamed(name);
  requireZone(zone);
  requireStart(start);
  requireDays(days);
  const who = simulatedPatient(options);
  const unit = requireUnit(archetype, options.unit);

  const firstDate = localDate(start, zone);
  const run: Run = { who, zone, firstDate, streamOf: (...keys) => randomStream(seed, name, index, ...keys) };
  const end = endOf(start, days, zone, firstDate, instantText(start, zone).slice(11, 19));
  const readings =
    archetype.measure === 'glucose'
      ? glucoseReadings(archetype, unit as GlucoseUnit, run)
      : weightReadings(archetype, unit as WeightUnit, options.decompensation, run);
  return between(readings, start, end);
}

/** Those measured in [from, to); the course itself has no end. */
function* between(readings: Iterable<SimulatedReading>, from: EpochMs, to: EpochMs): Generator<SimulatedReading> {
  for (const simulated of readings) {
    if (simulated.truth.trueTimeMs >= to) return;
    if (simulated.truth.trueTimeMs >= from) yield simulated;
  }
}
