import type { UnitCode } from '../contract/domain/index.ts';
import { localDate, requireZone, type EpochMs } from './clock.ts';
import { archetypeNamed, type Archetype } from './cohort/archetypes.ts';
import { identityOf } from './cohort/identity.ts';
import { inOrder, type ActiveFault } from './faults/apply.ts';
import { type DeviceChoice, requireDevices } from './device-choice.ts';
import type { LostSink, StreamOf } from './layers.ts';
import { endOf, requireDays, requireIndex, requireSeed, requireStart, requireUnit } from './options.ts';
import { randomSpace, type RandomSpace } from './random.ts';
import { phoneWay, type PhoneWay } from './phone/phone-way.ts';
import type { SimulatedPatient } from './simulated-reading.ts';
import type { FixedDecompensation } from './weight-course.ts';
import type { ParameterSet } from './physiology/parameter-set.ts';
import type { DiarySink } from './behaviour/diary.ts';

/** Who: patient number `index` of the cohort that `archetype` and `seed` name. */
export interface WhichPatient {
  readonly archetype: string;
  /** A whole number from 0. */
  readonly seed: number;
  readonly index: number;
}

export interface SimulatePatientOptions extends WhichPatient, DeviceChoice {
  /** IANA zone in which the patient lives and eats. */
  readonly zone: string;
  readonly start: EpochMs;
  /** Calendar days from `start`. */
  readonly days: number;
  /** Absent: the archetype's first unit, mg/dL or kg. */
  readonly unit?: UnitCode;
  /** What goes wrong, and how often. Absent: nothing. */
  readonly faults?: readonly ActiveFault[];
  /** For heart failure: fixes the day of the event or the gain instead of drawing them. */
  readonly decompensation?: FixedDecompensation;
  /** Is told what happened to the person. Changes nothing. */
  readonly diary?: DiarySink;
  /** Is told what a fault keeps from leaving the phone. Changes nothing. */
  readonly lost?: LostSink;
  /** For glucose: this very body in place of one who is drawn; for weight: these numbers in place of those of the archetype. Those of the other measure change nothing. */
  readonly parameters?: ParameterSet;
  /** How the phone hands on. Absent: `immediate`. */
  readonly phone?: PhoneWay;
}

/** One patient's time, found sound: everything that each layer needs. */
export interface PatientRun extends DeviceChoice {
  readonly archetype: Archetype;
  readonly who: SimulatedPatient;
  readonly zone: string;
  readonly startMs: EpochMs;
  readonly endMs: EpochMs;
  readonly firstDate: string;
  readonly unit: UnitCode;
  /** All streams of this patient; `streamOf` makes one of them. */
  readonly space: RandomSpace;
  readonly streamOf: StreamOf;
  readonly faults: readonly ActiveFault[];
  readonly phone: PhoneWay;
  readonly decompensation?: FixedDecompensation;
  readonly diary?: DiarySink;
  readonly lost?: LostSink;
  readonly parameters?: ParameterSet;
}

/** Throws an InputProblem on an unknown archetype or device, a bad seed, index, start, days, zone, unit, or on a fault twice. */
export function patientRun(options: SimulatePatientOptions): PatientRun {
  const {
    archetype: name,
    seed,
    index,
    zone,
    start,
    days,
    decompensation,
    diary,
    lost,
    parameters,
    meter,
    scale,
  } = options;
  const archetype = archetypeNamed(name);
  requireSeed(seed);
  requireIndex(index);
  requireZone(zone);
  requireStart(start);
  requireDays(days);
  requireDevices(archetype, { meter, scale });
  const firstDate = localDate(start, zone);
  const space = randomSpace(seed, name, index);
  return {
    archetype,
    who: identityOf(archetype, seed, index),
    zone,
    startMs: start,
    endMs: endOf(start, days, zone),
    firstDate,
    unit: requireUnit(archetype, options.unit),
    space,
    streamOf: (...keys) => space.stream(...keys),
    faults: inOrder(options.faults ?? []),
    phone: phoneWay(options.phone ?? 'immediate'),
    meter,
    scale,
    ...(decompensation === undefined ? {} : { decompensation }),
    ...(diary === undefined ? {} : { diary }),
    ...(lost === undefined ? {} : { lost }),
    ...(parameters === undefined ? {} : { parameters }),
  };
}
