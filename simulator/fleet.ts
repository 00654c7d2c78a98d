import type { UnitCode } from '../contract/domain/index.ts';
import { InputProblem } from '../contract/input-problem.ts';
import type { DiarySink } from './behaviour/diary.ts';
import { requireZone, type EpochMs } from './clock.ts';
import { archetypeNamed } from './cohort/archetypes.ts';
import { type Cohort, type CohortMember, members, requireCohort, sizeOf } from './cohort/cohort.ts';
import type { Stretch } from './cohort/shard.ts';
import {
  DEVICE_NAMES,
  type DeviceChoice,
  devicesFor,
  MEASURE_OF_DEVICE,
  requireKnownDevices,
} from './device-choice.ts';
import { type ActiveFault, inOrder } from './faults/apply.ts';
import { faultNamed } from './faults/catalogue.ts';
import type { StreamFormat } from './formats/format.ts';
import { formatNamed } from './formats/registry.ts';
import type { Delivery, LostSink } from './layers.ts';
import { defaultStart, DEFAULT_ZONE, requireDays, requireSeed, requireStart, requireUnit } from './options.ts';
import { measureOfSet, type ParameterSet } from './physiology/parameter-set.ts';
import { phoneWay, type PhoneWay } from './phone/phone-way.ts';
import { simulateDeliveries, simulatedPatient, type SimulatePatientOptions } from './simulate.ts';
import type { SimulatedPatient } from './simulated-reading.ts';

/** A fault by its id, at so many times its usual rate. */
export interface FaultChoice {
  readonly id: string;
  readonly rate: number;
}

/**
 * A cohort, what it lives through and in which form it is told. Plain data, so that a thread can be given it. A meter and a scale
 * are of the groups that name none and measure so.
 */
export interface FleetOptions extends DeviceChoice {
  readonly cohort: Cohort;
  readonly seed: number;
  readonly days: number;
  readonly format: string;
  /** Absent: local midnight of Monday 2026-03-02, in each group's zone. */
  readonly start?: EpochMs;
  /** Of the groups that name none; absent: America/New_York. */
  readonly zone?: string;
  /** Of the groups that name none; absent: the first of each archetype. */
  readonly unit?: UnitCode;
  /** The body that everybody has whose glucose is tracked, or the numbers behind all weights. Absent: as each archetype has it. */
  readonly parameters?: ParameterSet;
  /** What goes wrong. Absent: nothing. */
  readonly faults?: readonly FaultChoice[];
  /** How every phone hands on. Absent: `immediate`. */
  readonly phone?: PhoneWay;
}

/** A patient of a fleet with what the phone sends, in order of time. Lazy: nothing is simulated before it is asked for. */
export interface FleetPatient {
  readonly position: number;
  readonly zone: string;
  readonly startMs: EpochMs;
  /** What the device shows, before anything goes wrong. */
  readonly unit: UnitCode;
  readonly who: SimulatedPatient;
  readonly deliveries: Iterable<Delivery>;
}

/** Who is told of whoever is simulated. Nothing changes for it. */
export interface Listeners {
  /** What happens to them. */
  readonly diary?: DiarySink;
  /** What faults keep from leaving their phones. */
  readonly lost?: LostSink;
}

/** A cohort that was found sound. */
export interface Fleet {
  readonly size: number;
  readonly format: StreamFormat;
  /** The patients of a stretch, in order of position. */
  patients(stretch: Stretch, listeners?: Listeners): Generator<FleetPatient>;
}

const activeFaults = ({ faults = [] }: FleetOptions): readonly ActiveFault[] =>
  inOrder(faults.map(({ id, rate }) => ({ fault: faultNamed(id), rate })));

function patientOf(
  member: CohortMember,
  options: FleetOptions,
  more: Listeners & Pick<SimulatePatientOptions, 'faults' | 'parameters' | 'phone'>,
): FleetPatient {
  const { archetype, index, position } = member;
  const { seed, days } = options;
  const zone = member.zone ?? options.zone ?? DEFAULT_ZONE;
  const unit = member.unit ?? options.unit;
  const start = options.start ?? defaultStart(zone);
  const which = { archetype, seed, index };
  const kind = archetypeNamed(archetype);
  const devices = devicesFor(kind, { meter: member.meter ?? options.meter, scale: member.scale ?? options.scale });
  return {
    position,
    zone,
    startMs: start,
    unit: requireUnit(kind, unit),
    who: simulatedPatient(which),
    deliveries: simulateDeliveries({
      ...which,
      ...more,
      ...devices,
      zone,
      start,
      days,
      ...(unit === undefined ? {} : { unit }),
    }),
  };
}

/** The instant at which a fleet begins; with groups in several zones and no start said, that of the zone of all others. */
export const startOf = ({ start, zone }: Pick<FleetOptions, 'start' | 'zone'>): EpochMs =>
  start ?? defaultStart(zone ?? DEFAULT_ZONE);

/** Throws an InputProblem on a device that there is not, and on one that nobody of the cohort would use: that of a group goes before. */
function requireUsed(options: FleetOptions): void {
  requireKnownDevices(options);
  const isUsed = (what: (typeof DEVICE_NAMES)[number]): boolean =>
    options.cohort.some(
      (group) => group[what] === undefined && archetypeNamed(group.archetype).measure === MEASURE_OF_DEVICE[what],
    );
  const idle = DEVICE_NAMES.find((what) => options[what] !== undefined && !isUsed(what));
  if (idle === undefined) return;
  throw new InputProblem(
    `nobody of the cohort uses the ${idle} ${options[idle]}`,
    { path: idle },
    `a group whose ${MEASURE_OF_DEVICE[idle]} is tracked and that names no ${idle} of its own`,
  );
}

/** Throws an InputProblem on parameters by which nobody of the cohort lives. */
function requireBody({ cohort, parameters }: FleetOptions): void {
  if (parameters === undefined) return;
  const measure = measureOfSet(parameters);
  if (cohort.some(({ archetype }) => archetypeNamed(archetype).measure === measure)) return;
  const names = [...new Set(cohort.map(({ archetype }) => archetype))];
  throw new InputProblem(
    `nobody of the cohort has a body of ${measure}: ${names.join(', ')}`,
    { path: 'parameters' },
    `an archetype whose ${measure} is tracked, for the model ${parameters.model}`,
  );
}

/** Throws an InputProblem at once on any option that cannot be used. */
export function fleetOf(options: FleetOptions): Fleet {
  const { cohort, seed, days, zone, unit } = options;
  const format = formatNamed(options.format);
  requireCohort(cohort);
  requireSeed(seed);
  requireDays(days);
  requireZone(zone ?? DEFAULT_ZONE);
  requireStart(startOf(options));
  for (const group of cohort)
    if (group.unit === undefined && unit !== undefined) requireUnit(archetypeNamed(group.archetype), unit);
  requireBody(options);
  requireUsed(options);
  const faults = activeFaults(options);
  const phone = phoneWay(options.phone ?? 'immediate');
  return {
    size: sizeOf(cohort),
    format,
    patients: function* ({ from, to }, listeners = {}) {
      const more = {
        faults,
        phone,
        ...listeners,
        ...(options.parameters === undefined ? {} : { parameters: options.parameters }),
      };
      for (const member of members(cohort, from, to)) yield patientOf(member, options, more);
    },
  };
}
